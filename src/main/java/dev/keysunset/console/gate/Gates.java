package dev.keysunset.console.gate;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Words;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Gate;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.api.Documents;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementQueries.AssessmentView;
import dev.keysunset.retirement.view.RetirementView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what people decide on, and who may. */
@ApplicationScoped
public class Gates {
    private final RetirementQueries queries;
    private final Documents documents;
    private final Clocks clocks;
    private final Caller caller;

    Gates(RetirementQueries queries, Documents documents, Clocks clocks, Caller caller) {
        this.queries = queries;
        this.documents = documents;
        this.clocks = clocks;
        this.caller = caller;
    }

    /** Empty where no gate is open. */
    Optional<GateView> of(RetirementView view) {
        return open(view.retirement().state().name()).map(gate -> {
            var policy = view.retirement().policy();
            var assessment = queries.assessment(view.retirement().id(), gate);
            var now = clocks.domain().now();
            return new GateView(
                    documents.of(view),
                    gate,
                    policy,
                    assessment,
                    decisions(view, assessment, now),
                    GateView.dates(gate, policy, assessment, now));
        });
    }

    /** Those that are given on the latest assessment, and neither withdrawn nor expired. */
    private List<GateView.Decision> decisions(RetirementView view, Optional<AssessmentView> assessment, Instant now) {
        var validity = view.retirement().policy().consent().approvalValidity();
        return queries.approvals(view.retirement().id()).stream()
                .filter(given -> given.withdrawnAt().isEmpty() && counts(given, assessment))
                .map(given -> new GateView.Decision(given, given.approval().at().plus(validity)))
                .filter(decision -> decision.expiresAt().isAfter(now))
                .toList();
    }

    private static boolean counts(ApprovalView given, Optional<AssessmentView> assessment) {
        return assessment
                .filter(latest -> latest.gate() == given.approval().gate()
                        && latest.hash().equals(given.approval().assessmentHash()))
                .isPresent();
    }

    /** Why this person decides at no gate at all. */
    Optional<Shut> shut() {
        if (caller.machine()) {
            return Optional.of(new Shut("Machines submit, people approve.", "Have a person decide."));
        }
        return caller.has(Role.APPROVER)
                ? Optional.empty()
                : Optional.of(new Shut("Your roles do not allow this.", "Ask somebody who is approver."));
    }

    /** Why this person cannot decide here. */
    Optional<Shut> shut(GateView gate) {
        if (gate.assessment().isEmpty()) {
            return Optional.of(new Shut("The gate has just opened and is being assessed.", "Look again in a moment."));
        }
        var mine = gate.decisions().stream()
                .filter(decision -> decision.given().approval().person().equals(caller.name()))
                .findFirst();
        return shut().or(() -> mine.map(decision -> new Shut(
                "Your " + (decision.approves() ? "approval" : "rejection") + " stands.",
                "Take it back first, if you have changed your mind.")));
    }

    /** They may reject what they submitted, and not approve it. */
    boolean ownSubmission(GateView gate) {
        return gate.retirement().request().submittedBy().equals(caller.name());
    }

    /** What was found otherwise at the DISABLE gate than now. */
    List<GatePage.Change> changes(GateView gate) {
        if (!gate.deletes() || gate.assessment().isEmpty()) {
            return List.of();
        }
        var before = queries.assessment(gate.retirement().subject().id(), Gate.DISABLE)
                .map(Gates::byKind)
                .orElse(Map.of());
        var now = gate.assessment().map(Gates::byKind).orElse(Map.of());
        var changes = new ArrayList<GatePage.Change>();
        var all = new TreeMap<String, Finding>(before);
        all.putAll(now);
        all.forEach((name, finding) -> {
            var then = Optional.ofNullable(before.get(name)).map(Finding::detail);
            var later = Optional.ofNullable(now.get(name)).map(Finding::detail);
            // When it was read again is no difference.
            if (!then.map(Words::timeless).equals(later.map(Words::timeless))) {
                changes.add(new GatePage.Change(
                        finding.kind().name(), finding.keyArn().toString(), then, later));
            }
        });
        return changes;
    }

    private static Map<String, Finding> byKind(AssessmentView assessment) {
        return assessment.findings().stream()
                .collect(Collectors.toMap(
                        finding -> finding.keyArn() + " " + finding.kind(), Function.identity(), (one, _) -> one));
    }

    private static Optional<Gate> open(StateName state) {
        return switch (state) {
            case AWAITING_DISABLE_APPROVAL -> Optional.of(Gate.DISABLE);
            case AWAITING_DELETION_APPROVAL -> Optional.of(Gate.DELETE);
            default -> Optional.empty();
        };
    }
}
