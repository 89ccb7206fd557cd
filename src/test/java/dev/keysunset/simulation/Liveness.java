package dev.keysunset.simulation;

import dev.keysunset.core.Attention;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.StateName;
import dev.keysunset.simulation.SimStore.Row;
import dev.keysunset.watch.records.WatchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What must come in the end, once the weather has cleared: a rollback where a use was seen, an end or a true word everywhere. */
final class Liveness {
    /** Whoever slept when it cleared wakes up, and whatever waits looks once more. */
    private static final Duration COMING_ROUND = Duration.ofHours(13);

    /** From a sighting's commit to the end of its rollback: a few attempts, and a fence that must run out. */
    private static final Duration ROLLBACK = Duration.ofHours(2);

    private final World world;
    private final Laws laws;

    Liveness(World world, Laws laws) {
        this.world = world;
        this.laws = laws;
    }

    /** Asked after everything that happens. */
    void hold() {
        for (var row : world.store.rows.values()) {
            laws.demand(row.nextDueAt != null || !row.live, "I17: nobody will ever look at " + row + " again");
        }
        if (!world.now.isAfter(world.clearsAt().plus(COMING_ROUND))) {
            return;
        }
        for (var row : world.store.rows.values()) {
            if (inOurHands(row)) {
                laws.demand(
                        sighted(row).noneMatch(kept -> kept.at().plus(ROLLBACK).isBefore(world.now)),
                        "I16: seen, and not undone: " + row);
            }
        }
    }

    void atTheEnd() {
        for (var row : world.store.rows.values()) {
            var end = row.state().name();
            if (!end.terminal()) {
                laws.demand(!row.attention.isEmpty(), "I17: stuck without a word: " + row);
                row.attention.forEach(reason ->
                        laws.demand(trueOf(row, reason), "I17: " + row + " waits for no true reason: " + reason));
            }
            if (end.terminal() && end != StateName.DELETED) {
                row.retirement.members().forEach(laws::restored);
            }
        }
    }

    /** Disabled or counting down by our doing: a use that was seen must lead back. */
    private boolean inOurHands(Row row) {
        return row.state() instanceof RetirementState.Watched
                && !row.effects.isEmpty()
                && row.retirement.members().stream().anyMatch(member -> !world.aws.key(member.keyArn()).deleted);
    }

    private Stream<SimLedger.Kept> sighted(Row row) {
        return world.store.records().kept(row.retirement.id()).stream()
                .filter(kept -> kept.record().kind() == WatchRecord.Kind.SIGHTING);
    }

    private boolean trueOf(Row row, Attention reason) {
        return switch (reason.kind()) {
            case APPROVAL -> !world.scene.course().after().peopleStay() && undecided(row, world.now);
            case HOLD -> row.held;
            case DRIFT -> members(row).anyMatch(SimKey::meddledWith);
            case KEY_VANISHED, KEY_LOST -> members(row).anyMatch(key -> key.deleted);
            case WATCH_GAP, WATCH_THREATENED -> world.feeds.feeds().stream().anyMatch(world.feeds::down);
            case ACCESS_DENIED, CALENDAR, CAP, CLOCK_SKEW, EFFECT_FAILED, GUARDRAIL, STOPPED, THROTTLED, UNREADABLE ->
                false;
        };
    }

    private Stream<SimKey> members(Row row) {
        return row.retirement.members().stream().map(member -> world.aws.key(member.keyArn()));
    }

    private static boolean undecided(Row row, Instant now) {
        return People.gate(row.state().name())
                .filter(gate -> Laws.agreed(row, gate, now) < Laws.needed(gate))
                .isPresent();
    }
}
