package dev.keysunset.startup.demo;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Gate;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.Word;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.view.RetirementFilter;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementView;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Two people who look through what waits at the gates a few times a day, and leave some of it to you. */
@ApplicationScoped
class DemoApprovers {
    private static final Logger LOG = Logger.getLogger(DemoApprovers.class);
    private static final int AT_ONCE = 200;
    private static final List<Approver> APPROVERS = List.of(
            new Approver("approver", Duration.ofHours(6), "Asked the owners, nobody knows a use for it."),
            new Approver("approver2", Duration.ofHours(9), "Backups older than the last use are gone. Fine with me."));

    private final RetirementQueries queries;
    private final Approvals approvals;
    private final Clocks clocks;

    DemoApprovers(RetirementQueries queries, Approvals approvals, Clocks clocks) {
        this.queries = queries;
        this.approvals = approvals;
        this.clocks = clocks;
    }

    /** Comes to a decision so long after it was asked for. */
    private record Approver(String name, Duration after, String comment) {}

    @Scheduled(every = "1s", skipExecutionIf = InDemo.class, concurrentExecution = ConcurrentExecution.SKIP)
    void decide() {
        decide(StateName.AWAITING_DISABLE_APPROVAL, Gate.DISABLE);
        decide(StateName.AWAITING_DELETION_APPROVAL, Gate.DELETE);
    }

    private void decide(StateName waiting, Gate gate) {
        for (var retirement : queries.list(in(waiting), Optional.empty(), AT_ONCE)) {
            if (!ForTheUser.leavesToDecide(retirement.aliases())) {
                nextToDecide(retirement, gate).ifPresent(approver -> approve(approver, retirement, gate));
            }
        }
    }

    /** The first whose time has come and who has not spoken on the present assessment. */
    private Optional<Approver> nextToDecide(RetirementView view, Gate gate) {
        var waitingFor = Duration.between(
                view.retirement().standing().since(), clocks.domain().now());
        var id = view.retirement().id();
        var hash = queries.assessment(id, gate).map(RetirementQueries.AssessmentView::hash);
        var spoken = queries.approvals(id).stream()
                .map(given -> given.approval())
                .filter(approval -> approval.gate() == gate
                        && hash.filter(approval.assessmentHash()::equals).isPresent())
                .map(approval -> approval.person())
                .toList();
        return APPROVERS.stream()
                .filter(approver -> waitingFor.compareTo(approver.after()) >= 0 && !spoken.contains(approver.name()))
                .findFirst();
    }

    private void approve(Approver approver, RetirementView view, Gate gate) {
        var word = new Word(view.retirement().id(), view.progress().version(), approver.name(), approver.comment());
        LOG.debugf(
                "retirement=%s gate=%s given=%s",
                word.retirementId(), gate, approvals.give(word, gate, Choice.APPROVE));
    }

    private static RetirementFilter in(StateName state) {
        var all = RetirementFilter.ALL;
        return new RetirementFilter(Optional.of(state), all.where(), all.policy(), all.attention(), all.q());
    }
}
