package dev.keysunset.retirement.journal;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Facts;
import dev.keysunset.core.Retirement;
import dev.keysunset.retirement.MemberRows;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.approvals.AssessmentRows;
import dev.keysunset.retirement.rollbacks.StuckRollbacks;
import dev.keysunset.retirement.timeline.AttentionRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a step saw and people are to see: key states, assessments, attention. Each answers whether anything is new. */
@ApplicationScoped
class Observations {
    private final MemberRows members;
    private final AssessmentRows assessments;
    private final AttentionRows attention;
    private final StuckRollbacks stuck;

    Observations(MemberRows members, AssessmentRows assessments, AttentionRows attention, StuckRollbacks stuck) {
        this.members = members;
        this.assessments = assessments;
        this.attention = attention;
        this.stuck = stuck;
    }

    boolean keep(Retirement retirement, Facts facts) {
        var changed = members.refresh(retirement.id(), facts.observed().members());
        var assessed = facts.observed()
                .assessment()
                .flatMap(assessment -> retirement
                        .state()
                        .name()
                        .gate()
                        .filter(gate -> assessments.keep(retirement.id(), gate, assessment)));
        return assessed.isPresent() || changed;
    }

    boolean attend(RetirementRow row, List<Attention> wanted, Instant now) {
        stuck.attend(row, wanted, now);
        return attention.replace(row.id, wanted, now);
    }

    /** Of the state that came, nothing is known yet. */
    void forget(UUID retirementId) {
        attention.clear(retirementId);
    }

    void free(UUID retirementId) {
        members.free(retirementId);
    }
}
