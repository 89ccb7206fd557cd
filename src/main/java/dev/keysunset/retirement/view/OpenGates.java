package dev.keysunset.retirement.view;

import dev.keysunset.core.Gate;
import dev.keysunset.retirement.approvals.ApprovalRows;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.approvals.AssessmentRow;
import dev.keysunset.retirement.approvals.AssessmentRows;
import dev.keysunset.retirement.view.RetirementQueries.AssessmentView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people decide on at the gates that are open: read at once for however many wait there. */
@ApplicationScoped
public class OpenGates {
    private final AssessmentRows assessments;
    private final ApprovalRows approvals;

    OpenGates(AssessmentRows assessments, ApprovalRows approvals) {
        this.assessments = assessments;
        this.approvals = approvals;
    }

    /**
     * One retirement at its gate.
     *
     * @param assessment the latest of this gate; empty while it is being made
     * @param approvals all that were ever given, at whichever gate, withdrawn ones included
     */
    public record OpenGate(
            RetirementView retirement, Gate gate, Optional<AssessmentView> assessment, List<ApprovalView> approvals) {}

    /** In the order of the retirements, without those that wait at no gate. */
    @Transactional
    public List<OpenGate> of(List<RetirementView> retirements) {
        var ids = retirements.stream()
                .filter(view -> gate(view).isPresent())
                .map(view -> view.retirement().id())
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var assessed = assessments.latest(ids).stream().collect(Collectors.groupingBy(row -> row.retirementId));
        var decided = approvals.views(ids);
        return retirements.stream()
                .flatMap(view -> gate(view).map(gate -> open(view, gate, assessed, decided)).stream())
                .toList();
    }

    private static OpenGate open(
            RetirementView view,
            Gate gate,
            Map<UUID, List<AssessmentRow>> assessed,
            Map<UUID, List<ApprovalView>> decided) {
        var id = view.retirement().id();
        var latest = assessed.getOrDefault(id, List.of()).stream()
                .filter(row -> row.gate == gate)
                .findFirst();
        return new OpenGate(view, gate, latest.map(AssessmentView::of), decided.getOrDefault(id, List.of()));
    }

    private static Optional<Gate> gate(RetirementView view) {
        return switch (view.retirement().state().name()) {
            case AWAITING_DISABLE_APPROVAL -> Optional.of(Gate.DISABLE);
            case AWAITING_DELETION_APPROVAL -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }
}
