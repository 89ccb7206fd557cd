package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Member;
import dev.keysunset.core.StateName;
import dev.keysunset.simulation.SimStore.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold whatever happens. Written apart from the core, quadratic and plain: it looks at what truly happened to the
 * keys, at the calls AWS received and at what was committed, and shares no rule with the code it judges.
 */
final class Laws {
    /** A finished sweep speaks for an hour: what could be read before that must have been seen. */
    private static final Duration UNSEEN = Duration.ofHours(1);

    /** A need that showed itself this long before the deletion date must have stopped the deletion. */
    private static final Duration REACTION = Duration.ofHours(24);

    private final World world;
    private final List<Page> lastPages = new ArrayList<>();
    private final Map<String, Integer> claimedAtCall = new HashMap<>();
    int schedules;
    int rollbacks;
    int destroyed;

    private record Page(Feed feed, Interval range, Instant at) {}

    Laws(World world) {
        this.world = world;
    }

    // Moments at which something can be broken.

    void onClaim(String replica) {
        claimedAtCall.put(replica, world.aws.calls.size());
    }

    /** Laws 1 and 4: no dangerous step on stale facts, without consent, or over a sighting. */
    void onIntent(Row row, EffectRecord intent, String replica) {
        var effect = intent.effect();
        demand(
                readSinceClaim(replica, "DescribeKey", effect.keyArn()),
                "law 4: " + effect + " without reading the key first");
        if (!effect.dangerous()) {
            handsOff(effect.keyArn(), row);
            return;
        }
        for (var member : row.retirement.members()) {
            demand(
                    readSinceClaim(replica, "DescribeKey", member.keyArn())
                            && readSinceClaim(replica, "GetKeyLastUsage", member.keyArn()),
                    "law 1 (freshness): " + effect + " without reading " + member.keyArn() + " first");
        }
        demand(!row.held, "law 1: " + effect + " while held");
        demand(world.store.records().sightings(row.retirement.id()).isEmpty(), "law 1: " + effect + " over a sighting");
        if (effect instanceof Effect.ScheduleKeyDeletion) {
            schedules++;
            consent(row, Gate.DELETE, 2, intent);
            row.retirement.members().forEach(member -> watchedAndSilent(member, intent));
        } else {
            consent(row, Gate.DISABLE, 1, intent);
        }
    }

    /** Law 3: whatever AWS carries out for us was written down before. */
    void onEffect(EffectRecord effect, String replica) {
        var row = world.store.rows.values().stream()
                .filter(candidate ->
                        candidate.effects.stream().anyMatch(known -> known.id().equals(effect.id())))
                .findFirst();
        demand(row.isPresent(), "law 3: " + effect.effect() + " by " + replica + " without an intent");
        var key = world.aws.key(effect.effect().keyArn());
        if (effect.effect() instanceof Effect.EnableKey) {
            rollbacks++;
            demand(key.found == KeyState.ENABLED, "law 4: enabled " + key.arn + ", which was found disabled");
        }
    }

    /** Law 2: what is still needed is not destroyed by us. */
    void onDestruction(SimKey key) {
        destroyed++;
        var scheduled = key.lastChange().filter(SimKey.Change::ours);
        if (scheduled.isEmpty()) {
            return;
        }
        var opened = scheduled.get().at().minus(Fleet.POLICY.observationWindow());
        family(key)
                .forEach(member -> member.uses.stream()
                        .filter(use -> !use.served() && use.at().isAfter(opened))
                        .forEach(use -> demand(
                                use.at().plus(REACTION).isAfter(world.now),
                                "law 2: destroyed " + key.arn + ", which was needed at " + use.at())));
    }

    void onPage(Feed feed, Interval range, boolean last) {
        if (last) {
            lastPages.add(new Page(feed, range, world.now));
        }
    }

    /** Law 1: coverage is honest. A boolean for every half hour: was it read to the last page, late enough? */
    void onCredit(Feed feed, Interval credited) {
        for (var moment = credited.from();
                moment.isBefore(credited.to());
                moment = moment.plus(Duration.ofMinutes(30))) {
            var instant = moment;
            demand(
                    lastPages.stream()
                            .anyMatch(page -> page.feed().equals(feed)
                                    && !page.range().from().isAfter(instant)
                                    && page.range().to().isAfter(instant)
                                    && !instant.plus(World.LAG).isAfter(page.at())),
                    "law 1 (coverage): " + feed + " credits " + instant + " without having read it");
        }
    }

    /** Asked after everything that happens. */
    void hold() {
        for (var row : world.store.rows.values()) {
            if (row.state().name() == StateName.DELETED) {
                row.retirement
                        .members()
                        .forEach(member -> demand(
                                world.aws.key(member.keyArn()).deleted,
                                "law 4: DELETED, but " + member.keyArn() + " exists"));
            }
            if (!row.live && row.state().name() != StateName.DELETED) {
                row.retirement.members().forEach(member -> restored(member, "law 2"));
            }
        }
    }

    /** Asked at the end, when the weather has been fine for long. */
    void holdAtTheEnd() {
        for (var row : world.store.rows.values()) {
            var name = People.name(row) + " in " + row.state().name();
            demand(row.state().name().terminal() || !row.attention.isEmpty(), "stuck without a word: " + name);
            var sighted = !world.store.records().sightings(row.retirement.id()).isEmpty();
            demand(
                    !sighted
                            || row.state().name() == StateName.ROLLED_BACK
                            || row.state().name() == StateName.DELETED,
                    "law 2: sighted, but " + name);
            if (row.state().name() == StateName.ROLLED_BACK) {
                demand(!row.live, "quarantine never ends: " + name);
            }
        }
    }

    // The questions behind the laws.

    /** What somebody else did last, and we have read of, is not ours to undo. */
    private void handsOff(KeyArn arn, Row row) {
        var last = world.aws.key(arn).lastChange().orElseThrow();
        var read = world.store.records().facts(row.retirement, World.START).controls().stream()
                .anyMatch(record -> record.keyArn().equals(arn)
                        && record.eventTime().equals(last.at().truncatedTo(ChronoUnit.SECONDS)));
        demand(
                last.ours() || !read,
                "law 4 (hands off): " + arn + " was last changed by somebody else, at " + last.at());
    }

    private boolean readSinceClaim(String replica, String action, KeyArn key) {
        return world.aws.calls.stream()
                .skip(claimedAtCall.getOrDefault(replica, 0))
                .anyMatch(call -> call.replica().equals(replica)
                        && call.action().equals(action)
                        && call.keyArn().equals(key));
    }

    private void consent(Row row, Gate gate, int needed, EffectRecord intent) {
        var hash = row.assessment == null ? "" : row.assessment.hash();
        var people = row.approvals.stream()
                .filter(approval -> approval.gate() == gate && approval.choice() == Approval.Choice.APPROVE)
                .filter(approval -> approval.assessmentHash().equals(hash))
                .filter(approval -> !approval.person().equals(People.SUBMITTER))
                .filter(approval -> approval.at().plus(Duration.ofDays(5)).isAfter(intent.intendedAt()))
                .map(Approval::person)
                .distinct()
                .count();
        demand(
                people >= needed,
                "law 1 (consent): " + intent.effect() + " with " + people + " of " + needed + " approvals");
    }

    /** Disabled for the whole window without a break, and nobody who could have been seen was there. */
    private void watchedAndSilent(Member member, EffectRecord intent) {
        var key = world.aws.key(member.keyArn());
        var opens = intent.intendedAt().minus(Fleet.POLICY.observationWindow());
        var known = intent.intendedAt().minus(UNSEEN).minus(World.LAG);
        var before = key.found;
        for (var change : key.history) {
            var scheduledByUs = change.ours() && change.after().scheduled();
            if (!change.at().isAfter(opens)) {
                before = change.after();
            } else if (change.at().isBefore(known) && !scheduledByUs) {
                demand(
                        change.after() == KeyState.DISABLED && change.before() == KeyState.DISABLED,
                        "law 1 (window): " + key.arn + " was " + change.before() + " until " + change.at());
            }
        }
        demand(
                before == KeyState.DISABLED || before.scheduled(),
                "law 1 (window): " + key.arn + " was " + before + " when its window should have opened, at " + opens);
        family(key)
                .forEach(relative -> relative.uses.stream()
                        .filter(use -> !use.served() && use.at().isAfter(opens))
                        .forEach(use -> demand(
                                use.seenFrom().isAfter(intent.intendedAt().minus(UNSEEN)),
                                "law 1 (silence): " + key.arn + " scheduled, but its family was needed at "
                                        + use.at())));
    }

    /** Nothing of ours is left in the way once a retirement rests. */
    private void restored(Member member, String law) {
        var key = world.aws.key(member.keyArn());
        var last = key.lastChange();
        if (!key.deleted && last.isPresent() && last.get().ours()) {
            demand(key.state == key.found, law + ": left " + key.arn + " " + key.state + ", found " + key.found);
        }
    }

    private List<SimKey> family(SimKey key) {
        return key.family.members().stream().map(world.aws::key).toList();
    }

    private void demand(boolean holds, String law) {
        if (!holds) {
            throw new AssertionError(law + " (seed " + world.seed + ", " + world.now + ")");
        }
    }
}
