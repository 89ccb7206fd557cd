package dev.keysunset.retirement.journal;

import dev.keysunset.core.Attention;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.engine.Claim;
import dev.keysunset.retirement.EffectRows;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.rollbacks.StuckRollbacks;
import dev.keysunset.retirement.timeline.AttentionRow;
import dev.keysunset.retirement.timeline.AttentionRows;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a step after its decision: the answer of AWS, or a failure of our own. */
@ApplicationScoped
class Aftermath {
    private final RetirementRows retirements;
    private final EffectRows effects;
    private final AttentionRows attention;
    private final StuckRollbacks stuck;
    private final Timeline timeline;

    Aftermath(
            RetirementRows retirements,
            EffectRows effects,
            AttentionRows attention,
            StuckRollbacks stuck,
            Timeline timeline) {
        this.retirements = retirements;
        this.effects = effects;
        this.attention = attention;
        this.stuck = stuck;
        this.timeline = timeline;
    }

    /** An answer is kept whoever holds the lease by now; an unknown one is no answer. Either way it is looked at again at once. */
    void conclude(Claim claim, EffectRecord effect, Outcome outcome, Instant now) {
        var row = locked(claim);
        if (effects.conclude(effect.id(), outcome)) {
            row.version++;
            timeline.append(row.id, now, line(effect, outcome));
        }
        giveBack(row, claim);
        row.dueAtOnce(now);
    }

    /**
     * A step that outlasted its lease may find that another has claimed the retirement since. Unless that one has come further it is
     * told all the same: the other may need as long, and then neither would say it.
     */
    void abandon(Claim claim, String why, Instant again, Instant now) {
        var row = locked(claim);
        var ours = giveBack(row, claim);
        if (!ours && row.version != claim.version()) {
            return;
        }
        var told = new Attention(
                Attention.Kind.UNREADABLE,
                "A step failed: " + why,
                "It is tried again by itself; if it persists, the service's log has the cause.");
        stuck.attend(row, List.of(told), now);
        var before = attention.findById(new AttentionRow.Key(row.id, told.kind()));
        if (before == null || !before.detail.equals(told.detail())) {
            attention.replace(row.id, List.of(told), now);
            timeline.append(row.id, now, Timeline.Line.of(Timeline.Kind.STEP_FAILED, Timeline.KEYSUNSET, why));
            row.version++;
        }
        if (ours) {
            row.dueAgain(again, now);
        } else {
            row.dueAtOnce(now);
        }
    }

    private RetirementRow locked(Claim claim) {
        return retirements
                .locked(claim.retirement().id())
                .orElseThrow(() -> new IllegalStateException(
                        "no retirement " + claim.retirement().id()));
    }

    private static boolean giveBack(RetirementRow row, Claim claim) {
        var ours = claim.token().equals(row.leaseToken);
        if (ours) {
            row.release();
        }
        return ours;
    }

    private static Timeline.Line line(EffectRecord effect, Outcome outcome) {
        var what = effect.effect().action() + " on " + effect.effect().keyArn();
        return switch (outcome) {
            case Outcome.Unknown _ -> throw new IllegalArgumentException("no answer, nothing to tell: " + what);
            case Outcome.Done(var _, var requestId) ->
                line(Timeline.Kind.EFFECT_DONE, what, Map.of("effect", effect.id(), "requestId", requestId));
            case Outcome.Refused(var _, var code, var message) ->
                line(
                        Timeline.Kind.EFFECT_REFUSED,
                        what + " was refused: " + code + " " + message,
                        Map.of("effect", effect.id(), "code", code));
        };
    }

    private static Timeline.Line line(Timeline.Kind kind, String detail, Map<String, ?> facts) {
        return new Timeline.Line(kind, Optional.empty(), Timeline.KEYSUNSET, detail, facts);
    }
}
