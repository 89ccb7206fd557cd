package dev.keysunset.retirement.journal;

import dev.keysunset.core.Decision;
import dev.keysunset.core.Facts;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal.Intention;
import dev.keysunset.engine.Journal.Recorded;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.timeline.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes down decisions. The first statement of each is the fence: it changes one row for the claim that still owns it and
 * none for any other, so that nothing has to be rolled back for a claim that was overtaken.
 */
@ApplicationScoped
class Decisions {
    private static final Logger LOG = Logger.getLogger(Decisions.class);

    private final RetirementRows retirements;
    private final Intents intents;
    private final Observations observations;
    private final Moves moves;
    private final Timeline timeline;

    Decisions(RetirementRows retirements, Intents intents, Observations observations, Moves moves, Timeline timeline) {
        this.retirements = retirements;
        this.intents = intents;
        this.observations = observations;
        this.moves = moves;
        this.timeline = timeline;
    }

    Recorded record(Claim claim, Facts facts, Decision decision, Intention intention) {
        var now = intention.at();
        return switch (decision) {
            case Decision.Act act -> intend(claim, facts, act, intention);
            case Decision.Move move ->
                fenced(claim, row -> {
                    observations.keep(claim.retirement(), facts);
                    moves.make(row, move, FactsSummary.of(claim.retirement(), facts), now);
                });
            case Decision.Stay stay -> fenced(claim, row -> stay(row, claim, facts, stay, now));
            case Decision.Rest _ -> fenced(claim, row -> rest(row, now));
        };
    }

    private Recorded fenced(Claim claim, Consumer<RetirementRow> writing) {
        if (!retirements.giveBack(claim)) {
            return overtaken(claim);
        }
        writing.accept(retirements.findById(claim.retirement().id()));
        return new Recorded.Kept();
    }

    private Recorded intend(Claim claim, Facts facts, Decision.Act act, Intention intention) {
        var intended = intents.insert(claim, facts, act.effect(), intention);
        if (intended.isEmpty()) {
            LOG.infof(
                    "retirement=%s effect=%s keyArn=%s no intent: overtaken, or the database counts otherwise",
                    claim.retirement().id(), act.effect().action(), act.effect().keyArn());
            return overtaken(claim);
        }
        var row = retirements.findById(claim.retirement().id());
        observations.keep(claim.retirement(), facts);
        observations.attend(row, act.attention(), intention.at());
        row.version++;
        timeline.append(
                row.id,
                intention.at(),
                new Timeline.Line(
                        Timeline.Kind.EFFECT_INTENDED,
                        Optional.empty(),
                        Timeline.KEYSUNSET,
                        act.effect().action() + " on " + act.effect().keyArn(),
                        Map.of("effect", intention.effectId(), "facts", FactsSummary.of(claim.retirement(), facts))));
        return new Recorded.Intended(intended.get());
    }

    private void stay(RetirementRow row, Claim claim, Facts facts, Decision.Stay stay, Instant now) {
        var news = observations.keep(claim.retirement(), facts);
        news |= observations.attend(row, stay.attention(), now);
        if (news) {
            row.version++;
        }
        row.dueAgain(stay.until(), now);
    }

    /** Unless a late word came in the very moment: then it is heard first. */
    private void rest(RetirementRow row, Instant now) {
        if (row.woken) {
            row.dueAgain(now, now);
            return;
        }
        row.nextDueAt = null;
        observations.forget(row.id);
        if (row.standing.state == StateName.ROLLED_BACK) {
            timeline.append(
                    row.id,
                    now,
                    Timeline.Line.of(
                            Timeline.Kind.ENDED,
                            Timeline.KEYSUNSET,
                            "Quarantine is over; the keys may be retired again."));
        }
        if (row.live) {
            row.live = false;
            observations.free(row.id);
        }
        row.version++;
    }

    /** Somebody else's by now, or about to be looked at again for what was said meanwhile: not held back until the lease ends. */
    private Recorded overtaken(Claim claim) {
        retirements.giveUp(claim);
        return new Recorded.Overtaken();
    }
}
