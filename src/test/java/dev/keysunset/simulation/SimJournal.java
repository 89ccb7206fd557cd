package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Facts;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import dev.keysunset.simulation.SimStore.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The journal in memory, with commits that fail and commits that succeed and say they failed. */
final class SimJournal implements Journal {
    private final World world;
    private final SimStore store;

    SimJournal(World world, SimStore store) {
        this.world = world;
        this.store = store;
    }

    @Override
    public List<Claim> claimDue(int limit) {
        world.laws.onClaim(moving());
        return store.mostUrgent().stream().limit(limit).map(this::leased).toList();
    }

    /** The simulated replica works on one claim at a time, the most urgent first. */
    @Override
    public List<Claim> claimUrgent(int limit) {
        return List.of();
    }

    private Claim leased(Row row) {
        row.token = world.nextId();
        row.leasedUntil = world.now.plus(World.LEASE);
        row.woken = false;
        return new Claim(row.retirement, row.token, row.version, row.leasedUntil, Optional.empty());
    }

    @Override
    public Facts.Remembered remembered(UUID retirementId) {
        var row = store.row(retirementId);
        return new Facts.Remembered(
                List.copyOf(row.approvals),
                List.copyOf(row.effects),
                Optional.ofNullable(row.confirmedDisabledAt),
                Optional.ofNullable(row.order));
    }

    @Override
    public Recorded record(Claim claim, Facts facts, Decision decision, Intention intention) {
        store.failBefore();
        var row = store.row(claim.retirement().id());
        var recorded = ours(row, claim) && row.version == claim.version()
                ? commit(row, facts, decision, intention)
                : new Recorded.Overtaken();
        if (recorded instanceof Recorded.Overtaken && claim.token().equals(row.token)) {
            row.giveBack();
        }
        store.failAfter();
        return recorded;
    }

    private Recorded commit(Row row, Facts facts, Decision decision, Intention intention) {
        facts.observed().assessment().ifPresent(assessment -> row.assessment = assessment);
        return switch (decision) {
            case Decision.Move move -> {
                moved(row, move);
                yield new Recorded.Kept();
            }
            case Decision.Act(var effect, var attention) -> {
                if (effect.dangerous() && !allowed(row, effect, facts, intention.at())) {
                    yield new Recorded.Overtaken();
                }
                row.attention = attention;
                var intent = new EffectRecord(
                        intention.effectId(), effect, intention.at(), intention.fencedUntil(), new Outcome.Unknown());
                row.effects.add(intent);
                row.version++;
                world.laws.onIntent(row, intent, moving());
                world.people.tempted(row);
                yield new Recorded.Intended(intent);
            }
            case Decision.Stay(var until, var attention) -> {
                row.attention = attention;
                row.order = null;
                row.giveBack();
                row.dueAgain(until, world.now);
                yield new Recorded.Kept();
            }
            case Decision.Rest _ -> {
                rest(row);
                yield new Recorded.Kept();
            }
        };
    }

    /** Unless a late word came in the very moment: then it is heard first. */
    private void rest(Row row) {
        row.giveBack();
        row.dueAgain(world.now, world.now);
        if (!row.woken) {
            row.live = false;
            row.nextDueAt = null;
            world.stirred = true;
        }
    }

    private void moved(Row row, Decision.Move move) {
        world.laws.onMove(row, move);
        world.story.tell(
                moving(), row + " to " + move.next().name() + " by " + move.cause() + " (" + move.detail() + ")");
        row.retirement = new Retirement(
                row.retirement.id(),
                row.retirement.members(),
                row.retirement.policy(),
                row.retirement.submission(),
                new Retirement.Standing(move.next(), world.now));
        row.version++;
        if (move.cause() == Cause.CONFIRMED_DISABLED) {
            row.confirmedDisabledAt = world.now;
        }
        row.attention = List.of();
        row.order = null;
        row.live = row.live && (!move.next().name().terminal() || move.next().name() == StateName.ROLLED_BACK);
        row.giveBack();
        row.dueAgain(world.now, world.now);
        world.stirred = true;
        world.people.tempted(row);
    }

    /** Counted again where the intent is written, so that a mistake elsewhere cannot skip it. */
    private boolean allowed(Row row, Effect effect, Facts facts, Instant at) {
        var gate = effect.gate().orElseThrow();
        var hash = facts.observed().assessment().orElseThrow().hash();
        var policy = row.retirement.policy();
        var needed = gate == Gate.DISABLE
                ? policy.consent().disableApprovals()
                : policy.consent().deletionApprovals();
        var people = row.approvals.stream()
                .filter(approval -> approval.gate() == gate
                        && approval.choice() == Approval.Choice.APPROVE
                        && approval.assessmentHash().equals(hash)
                        && !approval.person().equals(row.retirement.submission().by())
                        && approval.at()
                                .plus(policy.consent().approvalValidity())
                                .isAfter(at))
                .map(Approval::person)
                .distinct()
                .count();
        return people >= needed
                && !row.held
                && world.store.records().sightings(row.retirement.id()).isEmpty();
    }

    @Override
    public void conclude(Claim claim, EffectRecord effect, Outcome outcome) {
        store.failBefore();
        var row = store.row(claim.retirement().id());
        if (!(outcome instanceof Outcome.Unknown)) {
            row.effects.replaceAll(known -> known.id().equals(effect.id())
                    ? new EffectRecord(known.id(), known.effect(), known.intendedAt(), known.fencedUntil(), outcome)
                    : known);
        }
        if (claim.token().equals(row.token)) {
            row.giveBack();
        }
        row.wake(world.now);
        store.failAfter();
    }

    @Override
    public void abandon(Claim claim, String why, Instant again) {
        var row = store.row(claim.retirement().id());
        // Nobody answers for a pause that outlasted the lease.
        if (ours(row, claim)) {
            world.laws.onAbandoned(claim.retirement(), why);
        }
        if (claim.token().equals(row.token)) {
            row.giveBack();
            row.dueAgain(again, world.now);
        }
    }

    private String moving() {
        var runner = world.baton.moving;
        return runner == null ? "nobody" : runner.replica;
    }

    private boolean ours(Row row, Claim claim) {
        return claim.token().equals(row.token) && row.leasedUntil.isAfter(world.now);
    }
}
