package dev.keysunset.simulation;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport;
import dev.keysunset.core.CanaryReport.Trouble;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedReport.CanaryClass;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts.UsableKey;
import dev.keysunset.engine.CanaryCalls.Outcome;
import dev.keysunset.engine.WatchedKeys.Alarm;
import dev.keysunset.watch.canaries.CanaryClaim;
import dev.keysunset.watch.canaries.CanaryLedger;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.records.CanaryEcho;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The canaries' memory, in memory. */
final class SimCanaryLedger implements CanaryLedger {
    private final World world;
    private final Map<CallClass, Row> classes = new TreeMap<>();
    private final Map<UUID, Called> called = new LinkedHashMap<>();
    private final Map<Feed, Map<CallClass, List<Instant>>> receptions = new HashMap<>();
    private final Set<String> came = new HashSet<>();
    private final List<UsableKey> usable = new ArrayList<>();

    private static final class Row {
        Order order = new Order(Optional.empty(), 0);
        Optional<Trouble> trouble = Optional.empty();
        Instant leasedUntil = Instant.MIN;

        @Nullable
        Instant nextDueAt;

        @Nullable
        Instant lastCalledAt;

        @Nullable
        UUID token;
    }

    private static final class Called {
        final CallClass calls;
        final Canary canary;

        @Nullable
        Outcome outcome;

        Called(CallClass calls, Canary canary) {
            this.calls = calls;
            this.canary = canary;
        }
    }

    SimCanaryLedger(World world) {
        this.world = world;
    }

    boolean anythingDue() {
        for (var row : classes.values()) {
            if (due(row)) {
                return true;
            }
        }
        return false;
    }

    private boolean due(Row row) {
        return row.nextDueAt != null && !row.nextDueAt.isAfter(world.now) && !row.leasedUntil.isAfter(world.now);
    }

    Instant nextDue() {
        var next = Instant.MAX;
        for (var row : classes.values()) {
            if (row.nextDueAt != null) {
                var moment = SimStore.later(row.nextDueAt, row.leasedUntil);
                if (moment.isAfter(world.now) && moment.isBefore(next)) {
                    next = moment;
                }
            }
        }
        return next;
    }

    @Override
    public void want(Collection<CallClass> wanted) {
        wanted.stream().filter(this::asleep).forEach(calls -> {
            var row = classes.computeIfAbsent(calls, _ -> new Row());
            var every = world.tempo.listening().canaries().every();
            row.nextDueAt =
                    row.lastCalledAt == null ? world.now : SimStore.later(world.now, row.lastCalledAt.plus(every));
        });
    }

    private boolean asleep(CallClass calls) {
        var row = classes.get(calls);
        return row == null || row.nextDueAt == null;
    }

    @Override
    public List<CanaryClaim> claimDue(int limit) {
        return classes.keySet().stream()
                .filter(calls -> due(row(calls)))
                .limit(limit)
                .map(calls -> {
                    var row = row(calls);
                    var token = world.nextId();
                    row.token = token;
                    row.leasedUntil = world.now.plus(World.LEASE);
                    return new CanaryClaim(calls, new FeedClaim.Lease(token, row.leasedUntil), row.order);
                })
                .toList();
    }

    @Override
    public boolean intend(CanaryClaim claim, Canary canary) {
        if (!leased(claim)) {
            return false;
        }
        row(claim.calls()).lastCalledAt = world.now;
        called.put(canary.id(), new Called(claim.calls(), canary));
        return true;
    }

    @Override
    public void answered(Canary canary, Outcome outcome) {
        Objects.requireNonNull(called.get(canary.id())).outcome = outcome;
        if (outcome instanceof Outcome.Succeeded(var at, var _)) {
            succeeded(canary, at);
        }
    }

    @Override
    public boolean finish(CanaryClaim claim, Finished finished) {
        if (!leased(claim)) {
            return false;
        }
        var row = row(claim.calls());
        row.nextDueAt = finished.nextDueAt().orElse(null);
        row.order = finished.order();
        row.trouble = finished.trouble();
        row.token = null;
        row.leasedUntil = Instant.MIN;
        return true;
    }

    /** What a poll brought; known again by the request id or, where no answer told it, by the session. */
    void receive(Feed feed, Collection<CanaryEcho> echoes) {
        surprise(echoes);
        for (var echo : echoes) {
            var known = known(echo);
            if (!echo.succeeded() && came.add(feed + " " + echo.canaryId())) {
                receptions
                        .computeIfAbsent(feed, _ -> new TreeMap<>())
                        .computeIfAbsent(known.calls, _ -> new ArrayList<>())
                        .add(echo.event().time());
            }
        }
    }

    /** That a key was not disabled when its canary was called is learned from whatever brings the record. */
    void surprise(Collection<CanaryEcho> echoes) {
        for (var echo : echoes) {
            var known = known(echo);
            if (echo.succeeded() && (known.outcome == null || known.outcome instanceof Outcome.Unanswered)) {
                succeeded(known.canary, echo.event().time());
            }
        }
    }

    private Called known(CanaryEcho echo) {
        var known = called.get(echo.canaryId());
        if (known == null) {
            throw new AssertionError("a canary that nobody wrote down: " + echo);
        }
        return known;
    }

    List<CanaryClass> received(Feed feed, Instant since) {
        return receptions.getOrDefault(feed, Map.of()).entrySet().stream()
                .map(entry -> new CanaryClass(
                        entry.getKey().place(),
                        entry.getKey().keyUsage(),
                        entry.getValue().stream()
                                .filter(time -> !time.isBefore(since))
                                .toList()))
                .toList();
    }

    List<UsableKey> usable(Retirement retirement) {
        return usable.stream()
                .filter(key -> retirement.members().stream()
                        .anyMatch(member -> member.keyArn().equals(key.keyArn())))
                .toList();
    }

    List<CanaryReport> reports(Retirement retirement) {
        return classes.entrySet().stream()
                .filter(entry -> retirement
                        .usages(entry.getKey().place())
                        .contains(entry.getKey().keyUsage()))
                .map(entry -> new CanaryReport(
                        entry.getKey().place(),
                        entry.getKey().keyUsage(),
                        Optional.ofNullable(entry.getValue().lastCalledAt),
                        entry.getValue().trouble))
                .toList();
    }

    private void succeeded(Canary canary, Instant at) {
        var learned = new UsableKey(canary.keyArn(), at);
        if (!usable.contains(learned)) {
            usable.add(learned);
            world.store.wake(canary.retirementId().stream()
                    .map(id -> new Alarm(id, Optional.empty()))
                    .toList());
        }
    }

    private boolean leased(CanaryClaim claim) {
        var row = row(claim.calls());
        return claim.lease().token().equals(row.token) && row.leasedUntil.isAfter(world.now);
    }

    private Row row(CallClass calls) {
        return Objects.requireNonNull(classes.get(calls));
    }
}
