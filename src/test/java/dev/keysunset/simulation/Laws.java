package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Member;
import dev.keysunset.core.Place;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.StateName;
import dev.keysunset.core.Transition;
import dev.keysunset.simulation.SimStore.Row;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What must hold whatever happens, at the moments at which it can be broken. Written apart from the core, quadratic and plain:
 * it looks at what truly happened to the keys, at the calls AWS received and at what was committed, and shares no rule with the
 * code it judges. Each law names its invariant, as docs/reliability.md lists them.
 *
 * <p>What CloudTrail never delivers, nobody can see: a lost record of a use is owed by no law. One that comes later than the lag
 * is owed by the closing sweep, if it was there to be read when that began, and by nobody after that.
 */
final class Laws {
    /** A sweep speaks for an hour: what could be read before that, and before it began, must have been seen. */
    private static final Duration UNSEEN = Duration.ofHours(1);

    /** A need that showed itself this long before the deletion must have stopped it, whatever the weather. */
    private static final Duration STORMY_REACTION = Duration.ofHours(24);

    /** In any weather, the watch is not blind for longer than this when a key goes. */
    private static final Duration STORMY_BLINDNESS = Duration.ofHours(36);

    final Map<Transition, Integer> edges = new HashMap<>();
    int schedules;
    int rollbacks;
    int destroyed;

    private final World world;
    private final CoverageLaws coverage;
    private final ProofLaws proof;
    private final SweepLaws sweeps;
    private final Liveness liveness;
    private final Map<String, Integer> claimedAtCall = new HashMap<>();

    Laws(World world) {
        this.world = world;
        this.coverage = new CoverageLaws(world);
        this.proof = new ProofLaws(world);
        this.sweeps = new SweepLaws(world);
        this.liveness = new Liveness(world, this);
    }

    void onClaim(String replica) {
        claimedAtCall.put(replica, world.aws.calls.size());
    }

    void onMove(Row row, Decision.Move move) {
        edges.merge(new Transition(row.state().name(), move.next().name(), move.cause()), 1, Integer::sum);
        if (move.cause() == Cause.SIGHTING) {
            demand(
                    row.retirement.members().stream()
                            .anyMatch(member ->
                                    !world.aws.key(member.keyArn()).uses.isEmpty()),
                    "usefulness: called off for a use that nobody made: " + row);
        }
    }

    /** A step may fail of the weather, of nothing else. */
    void onAbandoned(Retirement retirement, String why) {
        demand(
                why.contains(Weather.Trouble.class.getName()),
                "I17: the step of " + retirement.id() + " failed: " + why);
    }

    /** No step on stale facts, no dangerous one without consent, over a hold or over a sighting. */
    void onIntent(Row row, EffectRecord intent, String replica) {
        var effect = intent.effect();
        demand(readSinceClaim(replica, "DescribeKey", effect.keyArn()), "I2: " + effect + " without reading the key");
        if (!effect.dangerous()) {
            handsOff(effect.keyArn(), row);
            return;
        }
        for (var member : row.retirement.members()) {
            demand(
                    readSinceClaim(replica, "DescribeKey", member.keyArn())
                            && readSinceClaim(replica, "GetKeyLastUsage", member.keyArn()),
                    "I2: " + effect + " without reading " + member.keyArn());
        }
        demand(!row.held, "I15: " + effect + " while held");
        demand(world.store.records().sightings(row.retirement.id()).isEmpty(), "I4: " + effect + " over a sighting");
        if (effect instanceof Effect.ScheduleKeyDeletion) {
            schedules++;
            consent(row, Gate.DELETE, effect);
            var swept = swept(row, effect);
            row.retirement.members().forEach(member -> proven(member, effect, swept));
        } else {
            consent(row, Gate.DISABLE, effect);
        }
    }

    /** Whatever AWS carries out for us was written down before, and is still wanted. */
    void onEffect(EffectRecord effect, String replica) {
        var owner = world.store.rows.values().stream()
                .filter(row -> row.effects.stream().anyMatch(known -> known.id().equals(effect.id())))
                .findFirst();
        demand(owner.isPresent(), "I20: " + effect.effect() + " by " + replica + " without an intent");
        var leaked = !effect.fencedUntil().isAfter(world.now);
        demand(
                leaked
                        || !effect.effect().dangerous()
                        || !owner.orElseThrow().state().name().terminal(),
                "I12: " + effect.effect() + " takes effect after the end");
        var key = world.aws.key(effect.effect().keyArn());
        if (effect.effect() instanceof Effect.EnableKey) {
            rollbacks++;
            demand(key.found == KeyState.ENABLED, "I11: enabled " + key + ", which was found disabled");
        }
    }

    /** What is still needed is not destroyed by us, and nothing is destroyed behind closed eyes. */
    void onDestruction(SimKey key) {
        destroyed++;
        var scheduled = key.lastChange().filter(SimKey.Change::ours);
        if (scheduled.isEmpty()) {
            return;
        }
        var fine = world.weather.fineThroughout();
        var poll = world.scene.pollInterval();
        var reaction = fine ? World.LAG.plus(poll).plus(Duration.ofHours(1)) : STORMY_REACTION;
        var opened = scheduled.get().at().minus(world.scene.policy().observationWindow());
        for (var member : world.aws.family(key)) {
            for (var use : member.uses) {
                demand(
                        use.served()
                                || !punctual(use)
                                || !use.at().isAfter(opened)
                                || use.at().plus(reaction).isAfter(world.now),
                        "I16: destroyed " + key + ", which was needed at " + use.at());
            }
        }
        var blindness = fine ? World.LAG.plus(poll.multipliedBy(2)).plus(UNSEEN) : STORMY_BLINDNESS;
        var seen = coverage.coveredUntil(key.arn.place());
        demand(
                !seen.plus(blindness).isBefore(world.now),
                "I13: destroyed " + key + " while nothing was read since " + seen);
        var interval = world.tempo.listening().canaries().interval();
        demand(
                !world.scene.policy().safety().canaryRequired()
                        || !proof.blindFor(key.arn.place(), interval.plus(STORMY_BLINDNESS)),
                "I13: destroyed " + key + " while its trail was stopped");
    }

    void onCanary(Place place, Instant at, SimTrail.Visible visible) {
        proof.onCanary(place, at, visible);
    }

    void onSwept(UUID retirementId, SweepProgress progress) {
        sweeps.onSwept(retirementId, progress);
    }

    void onLastPage(Feed feed, Interval range) {
        coverage.onLastPage(feed, range);
    }

    void onCredit(Feed feed, Interval credited) {
        coverage.dishonest(feed, credited)
                .ifPresent(unread -> fail("I7: " + feed + " credits " + unread + " without having read it"));
        for (var row : world.store.rows.values()) {
            if (row.state() instanceof RetirementState.Watched watched) {
                for (var member : row.retirement.members()) {
                    if (member.keyArn().place().equals(feed.place())) {
                        kept(row, world.aws.key(member.keyArn()), feed.kind(), credited, watched.watchedSince());
                    }
                }
            }
        }
    }

    /** What was credited as read left its trace, where CloudTrail delivered it in time. */
    private void kept(Row row, SimKey key, Feed.Kind kind, Interval credited, Instant since) {
        for (int i = key.uses.size() - 1; i >= 0; i--) {
            var use = key.uses.get(i);
            if (use.at().isBefore(since) || use.at().isBefore(credited.from())) {
                return;
            }
            demand(
                    use.served()
                            || !use.punctual(kind)
                            || !use.at().isBefore(credited.to())
                            || world.store.records().kept(row.retirement.id()).stream()
                                    .anyMatch(
                                            kept -> kept.record().event().time().equals(use.at())),
                    "I19: read, and not kept: the use of " + key + " at " + use.at());
        }
    }

    /** Asked after everything that happens. */
    void hold() {
        for (var row : world.store.rows.values()) {
            if (row.state().name() == StateName.DELETED) {
                for (var member : row.retirement.members()) {
                    demand(world.aws.key(member.keyArn()).deleted, "I14: DELETED, but " + member.keyArn() + " exists");
                }
            } else if (!row.live) {
                row.retirement.members().forEach(this::restored);
            }
        }
        liveness.hold();
    }

    void atTheEnd() {
        hold();
        liveness.atTheEnd();
    }

    /** Nothing of ours is left in the way once a retirement rests: the key is as it was found, or as others have left it. */
    void restored(Member member) {
        var key = world.aws.key(member.keyArn());
        var last = key.lastChange();
        demand(
                key.deleted
                        || last.isEmpty()
                        || !last.get().ours()
                        || key.state == key.found
                        || key.state == key.asOthersLeftIt(),
                "I12: left " + key + " " + key.state + ", found " + key.found);
    }

    /** A key that somebody else has taken over, as committed records of every change since ours say, is theirs. */
    private void handsOff(KeyArn arn, Row row) {
        var kept = world.store.records().kept(row.retirement.id());
        var theirs = world.aws.key(arn).sinceOurs();
        var known = theirs.stream()
                .allMatch(change -> kept.stream()
                        .anyMatch(committed -> committed.record().keyArn().equals(arn)
                                && committed.record().event().time().equals(change.at())));
        demand(theirs.isEmpty() || !known, "I11: undoes what somebody else did to " + arn.keyId());
    }

    private boolean readSinceClaim(String replica, String action, KeyArn key) {
        var calls = world.aws.calls;
        for (int i = calls.size() - 1; i >= claimedAtCall.getOrDefault(replica, 0); i--) {
            var call = calls.get(i);
            if (call.replica().equals(replica)
                    && call.action().equals(action)
                    && call.keyArn().equals(key)) {
                return true;
            }
        }
        return false;
    }

    private void consent(Row row, Gate gate, Effect effect) {
        var people = agreed(row, gate, world.now);
        demand(people >= needed(gate), "I5: " + effect + " with " + people + " of " + needed(gate) + " approvals");
    }

    /** How many people other than the submitter stand by what is known now. */
    static long agreed(Row row, Gate gate, Instant now) {
        var hash = row.assessment == null ? "" : row.assessment.hash();
        return row.approvals.stream()
                .filter(approval -> approval.gate() == gate && approval.choice() == Approval.Choice.APPROVE)
                .filter(approval -> approval.assessmentHash().equals(hash))
                .filter(approval -> !approval.person().equals(People.SUBMITTER))
                .filter(approval -> approval.at()
                        .plus(row.retirement.policy().consent().approvalValidity())
                        .isAfter(now))
                .map(Approval::person)
                .distinct()
                .count();
    }

    static int needed(Gate gate) {
        return gate == Gate.DISABLE ? 1 : 2;
    }

    /** What could be read before this must have been seen: for longer than an hour only while the sweep was under way. */
    private Instant swept(Row row, Effect effect) {
        var began = sweeps.began(row.retirement.id());
        demand(began.isPresent(), "I2: " + effect + " although no sweep speaks for the window");
        var unseen = world.now.minus(UNSEEN);
        return began.filter(unseen::isAfter).orElse(unseen);
    }

    /**
     * Disabled for the whole window, watched for the whole window, read once more, and nobody was there.
     *
     * @param swept what could be read before must have been seen
     */
    private void proven(Member member, Effect effect, Instant swept) {
        var key = world.aws.key(member.keyArn());
        var place = key.arn.place();
        var opens = world.now.minus(world.scene.policy().observationWindow());
        var behind = world.now.minus(World.LAG).minus(world.scene.pollInterval().multipliedBy(2));
        coverage.uncovered(place, new Interval(opens, behind))
                .ifPresent(gap -> fail("I1: " + effect + " although " + place + " was not read at " + gap));
        coverage.notReadSince(place, new Interval(opens, swept.minus(World.LAG)), swept)
                .ifPresent(gap -> fail("I2: " + effect + " without reading " + gap + " once more"));
        if (world.scene.policy().safety().canaryRequired()) {
            var due = behind.minus(world.tempo.listening().canaries().interval());
            demand(
                    proof.bracketed(place, new Interval(opens, due)),
                    "I8: " + effect + " although no canaries show that " + place + " was seen throughout");
        }
        demand(
                proof.untouched(place, new Interval(opens, swept), swept.minus(world.scene.pollInterval())),
                "I8: " + effect + " although the trail was stopped in its window");
        unbroken(key, effect, new Interval(opens, swept));
        for (var relative : world.aws.family(key)) {
            for (var use : relative.uses) {
                demand(
                        use.served()
                                || !use.at().isAfter(opens)
                                || seenFrom(use.visible()).isAfter(swept),
                        "I9: " + effect + ", but the family of " + key + " was needed at " + use.at());
            }
        }
    }

    /** Usable at no moment of the window, as far as a record or a look at the key could tell. */
    private void unbroken(SimKey key, Effect effect, Interval read) {
        var usable = key.found == KeyState.ENABLED;
        var since = Instant.MIN;
        var told = Instant.MIN;
        for (var change : key.history) {
            var next = change.ours() ? Instant.MIN : seenFrom(change.cause().visible());
            demand(
                    !usable
                            || !change.at().isAfter(read.from())
                            || (told.isAfter(read.to()) && next.isAfter(read.to())),
                    "I3: " + effect + ", but " + key + " was usable until " + change.at());
            usable = change.after() == KeyState.ENABLED;
            since = change.at();
            told = next;
        }
        var known = world.now.minus(UNSEEN);
        demand(!usable || since.isAfter(known), "I3: " + effect + ", but " + key + " is usable since " + since);
    }

    /** From when some feed shows it. */
    private Instant seenFrom(SimTrail.Visible visible) {
        return world.scene.feeds().stream()
                .map(visible::in)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Every feed had it within the lag: whichever of them is well must have seen it. */
    private boolean punctual(SimKey.Use use) {
        return world.scene.feeds().stream().allMatch(use::punctual);
    }

    void demand(boolean holds, String law) {
        if (!holds) {
            fail(law);
        }
    }

    private void fail(String law) {
        throw new AssertionError(law + " (seed " + world.seed + ", " + world.now + ")");
    }
}
