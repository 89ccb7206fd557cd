package dev.keysunset.engine;

import dev.keysunset.core.Decision;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Lifecycle;
import dev.keysunset.core.StateName;
import dev.keysunset.core.Tempo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One step of one claimed retirement: gather, decide, record, act. */
@ApplicationScoped
public class RetirementStep {
    private static final Logger LOG = Logger.getLogger(RetirementStep.class);

    private final FactsGathering gathering;
    private final Journal journal;
    private final Keys keys;
    private final Clocks clocks;
    private final Tempo tempo;

    public RetirementStep(FactsGathering gathering, Journal journal, Keys keys, Clocks clocks, Tempo tempo) {
        this.gathering = gathering;
        this.journal = journal;
        this.keys = keys;
        this.clocks = clocks;
        this.tempo = tempo;
    }

    public void run(Claim claim) {
        try {
            step(claim);
        } catch (RuntimeException e) {
            // The lease would hold the retirement back until it ends; give it back and say why.
            LOG.errorf(e, "retirement=%s state=%s step failed; it is tried again", id(claim), state(claim));
            journal.abandon(
                    claim,
                    String.valueOf(e),
                    clocks.domain().now().plus(tempo.pace().retryAfter()));
        }
    }

    private void step(Claim claim) {
        var now = clocks.domain().now();
        var facts = gathering.gather(claim, now);
        var decision = Lifecycle.decide(claim.retirement(), facts, tempo, now);
        if (!clocks.real().now().isBefore(claim.leaseEnds())) {
            outlasted(claim);
            return;
        }
        switch (journal.record(claim, facts, decision, intention(claim, decision))) {
            case Journal.Recorded.Overtaken _ ->
                LOG.infof("retirement=%s state=%s overtaken before the decision was recorded", id(claim), state(claim));
            case Journal.Recorded.Kept _ -> told(claim, decision);
            // A crash from here on leaves an intent without an outcome: the next step reads AWS and finishes or
            // repeats.
            case Journal.Recorded.Intended(var effect) ->
                act(claim, effect, facts.watch().newestNeed());
        }
    }

    /** Whoever comes next may need as long and write nothing down either: that is not to go on for ever in silence. */
    private void outlasted(Claim claim) {
        LOG.warnf(
                "retirement=%s state=%s lateBy=%s the lease ended before anything was recorded; it is tried again",
                id(claim),
                state(claim),
                Duration.between(claim.leaseEnds(), clocks.real().now()));
        journal.abandon(
                claim,
                "its lease had ended before all that it needs was read",
                clocks.domain().now());
    }

    private void act(Claim claim, EffectRecord effect, Optional<Instant> neededAt) {
        var outcome = leaseOutlasts(claim) ? keys.perform(id(claim), effect, neededAt) : notSent();
        journal.conclude(claim, effect, outcome);
        LOG.infof(
                "retirement=%s state=%s effect=%s keyArn=%s outcome=%s",
                id(claim),
                state(claim),
                effect.effect().action(),
                effect.effect().keyArn(),
                outcome);
    }

    /** AWS judges a fence by its own clock, so it is told by that: a clock of ours that is slow refuses no rollback. */
    private Journal.Intention intention(Claim claim, Decision decision) {
        var left = Duration.between(clocks.real().now(), claim.leaseEnds());
        var leaseEnds = clocks.domain().after(left);
        // What takes a key away may be refused too early, but a wrong measure may not let it outlive the lease.
        var skew = clocks.skew();
        var fence = dangerous(decision) ? skew.atAwsOrBefore(leaseEnds) : skew.atAws(leaseEnds);
        return new Journal.Intention(clocks.ids().next(), clocks.domain().now(), fence);
    }

    private static boolean dangerous(Decision decision) {
        return decision instanceof Decision.Act(var effect, var _) && effect.dangerous();
    }

    /** A call that could end after the lease is not sent: another replica may be at work by then. */
    private boolean leaseOutlasts(Claim claim) {
        return clocks.real().now().plus(clocks.callTimeout()).isBefore(claim.leaseEnds());
    }

    private Outcome notSent() {
        return new Outcome.Refused(
                clocks.domain().now(),
                Outcome.Refused.NOT_SENT,
                "too little was left of the lease that it was decided under");
    }

    private static void told(Claim claim, Decision decision) {
        if (decision instanceof Decision.Move(var next, var cause, var detail)) {
            LOG.infof(
                    "from=%s to=%s cause=%s key=%s detail=\"%s\" retirement=%s",
                    state(claim),
                    next.name(),
                    cause,
                    claim.retirement().members().getLast().keyArn(),
                    detail,
                    id(claim));
        }
    }

    private static UUID id(Claim claim) {
        return claim.retirement().id();
    }

    private static StateName state(Claim claim) {
        return claim.retirement().state().name();
    }
}
