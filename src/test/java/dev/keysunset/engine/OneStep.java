package dev.keysunset.engine;

import dev.keysunset.GivenReading;
import dev.keysunset.GivenRules;
import dev.keysunset.core.Approval;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Facts;
import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Member;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.WatchFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One step of a retirement that nobody watches, and the journal that it is written into. */
public final class OneStep implements Journal {
    private static final Instant SINCE = Instant.parse("2026-11-01T09:00:00Z");

    /** What was written. */
    public Optional<Facts> facts = Optional.empty();

    public Optional<Decision> decision = Optional.empty();
    public Optional<EffectRecord> intended = Optional.empty();
    public Optional<Outcome> outcome = Optional.empty();
    public Optional<String> abandoned = Optional.empty();

    private final Keys keys;
    private final Clocks clocks;
    private final List<EffectRecord> effects = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();

    public OneStep(Keys keys, Clocks clocks) {
        this.keys = keys;
        this.clocks = clocks;
    }

    /** An effect from before, as the journal has it. */
    public OneStep effect(Effect effect, Instant fencedUntil, Outcome became) {
        effects.add(new EffectRecord(new UUID(1, effects.size() + 1L), effect, SINCE, fencedUntil, became));
        return this;
    }

    public OneStep disabledByUs(KeyArn... keyArns) {
        for (var keyArn : keyArns) {
            effect(new Effect.DisableKey(keyArn), SINCE.plusSeconds(30), new Outcome.Done(SINCE, "request"));
        }
        return this;
    }

    public OneStep approved(Gate gate, String assessmentHash) {
        var now = clocks.domain().now();
        approvals.add(new Approval("approver", gate, Approval.Choice.APPROVE, assessmentHash, now));
        return this;
    }

    /** Takes it under a lease of so long, in real time. */
    public OneStep take(RetirementState state, Duration lease, KeyArn... keyArns) {
        var members = Stream.of(keyArns)
                .map(keyArn -> new Member(keyArn, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT"))
                .toList();
        var retirement = new Retirement(
                new UUID(0, 1),
                members,
                GivenRules.POLICY,
                new Retirement.Submission("submitter", SINCE),
                new Retirement.Standing(state, SINCE));
        var leaseEnds = clocks.real().now().plus(lease);
        step().run(new Claim(retirement, new UUID(0, 2), 1, leaseEnds, Optional.empty()));
        return this;
    }

    private RetirementStep step() {
        var reading = GivenReading.of(keys);
        var family = new FamilyReading(reading, new Asking.AtOnce(), clocks);
        var remembering = new Remembering(this, clocks);
        var gathering = new FactsGathering(family, new Unwatched(), remembering, _ -> List.of(), GivenRules.TEMPO);
        return new RetirementStep(gathering, this, keys, clocks, GivenRules.TEMPO);
    }

    @Override
    public List<Claim> claimDue(int limit) {
        return List.of();
    }

    @Override
    public List<Claim> claimUrgent(int limit) {
        return List.of();
    }

    @Override
    public Facts.Remembered remembered(UUID retirementId) {
        return new Facts.Remembered(List.copyOf(approvals), List.copyOf(effects), Optional.empty(), Optional.empty());
    }

    @Override
    public Recorded record(Claim claim, Facts seen, Decision decided, Intention intention) {
        if (!clocks.real().now().isBefore(claim.leaseEnds())) {
            return new Recorded.Overtaken();
        }
        facts = Optional.of(seen);
        decision = Optional.of(decided);
        if (!(decided instanceof Decision.Act(var effect, var _))) {
            return new Recorded.Kept();
        }
        var intent = new EffectRecord(
                intention.effectId(), effect, intention.at(), intention.fencedUntil(), new Outcome.Unknown());
        intended = Optional.of(intent);
        return new Recorded.Intended(intent);
    }

    @Override
    public void conclude(Claim claim, EffectRecord effect, Outcome became) {
        outcome = Optional.of(became);
    }

    @Override
    public void abandon(Claim claim, String why, Instant again) {
        abandoned = Optional.of(why);
    }

    private static final class Unwatched implements Watch {
        @Override
        public WatchFacts facts(Retirement retirement, Instant watchedSince) {
            return WatchFacts.NOTHING;
        }

        @Override
        public Map<UUID, WatchFacts> facts(List<Asked> asked) {
            return Map.of();
        }

        @Override
        public Reading<WatchFacts.Sweep> sweep(Retirement retirement, Interval range) {
            return new Reading.Absent<>();
        }

        @Override
        public void lookForSuccess(Retirement retirement, Instant lastNeeded) {
            throw new AssertionError("nobody needed it");
        }

        @Override
        public List<FeedFooting> footings(Collection<Place> places) {
            return List.of();
        }

        @Override
        public Optional<LookupReading> lookupAlone(Place place) {
            return Optional.empty();
        }
    }
}
