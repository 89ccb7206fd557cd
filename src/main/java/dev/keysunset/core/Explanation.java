package dev.keysunset.core;

import dev.keysunset.core.RecordedCall.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A rollback, explained to whoever is on call: who needed the key and for what, how long they went without it, and whether they
 * have been seen working since. Made anew from the records at each reading, so that late records change it.
 *
 * @param users who needed a member, the most frequent first
 * @param resources what they were working on, as AWS services name it in the encryption context
 * @param members when each member became usable again
 */
public record Explanation(
        Calls calls, Outage outage, List<User> users, List<Resource> resources, List<RestoredMember> members) {
    /** Of more than these, the most frequent are told. */
    private static final int MOST = 50;

    /** Calls that needed a member. */
    public record Calls(long count, Optional<Instant> first, Optional<Instant> last) {}

    /** A rollback in one line; {@code firstSuccess} is anybody's first since the last call that needed a member. */
    public record Brief(Calls calls, Optional<Instant> firstSuccess) {}

    /**
     * The time without the key as its users felt it: from their first failed call to the first that succeeded after the last
     * failed one, for whoever took longest.
     *
     * @param until empty while a user has not been seen working
     * @param firstSuccess when the first of them was seen working again
     * @param notSeenWorking who has not been seen working since: they may not have called again, and they may be down
     */
    public record Outage(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Instant> firstSuccess,
            List<String> notSeenWorking) {
        /** As far as it is over. */
        public Optional<Duration> length() {
            return from.flatMap(began -> until.map(ended -> Duration.between(began, ended)));
        }
    }

    /**
     * A workload that needed a member: a principal, without the names of its sessions, and the service it called through.
     *
     * @param firstSuccess its first call that succeeded after its last that did not
     */
    public record User(
            String principal,
            Optional<String> service,
            Calls calls,
            Optional<Instant> firstSuccess,
            List<String> operations,
            List<String> sourceAddresses) {
        String named() {
            return service.map(through -> principal + " through " + through).orElse(principal);
        }
    }

    /** A bucket, volume, secret, table …: {@code kind} is the key of the encryption context, {@code name} its value. */
    public record Resource(String kind, String name, Calls calls) {}

    /** The calls that one piece of advice is for. */
    public record Advised(Advice advice, List<Resource> resources) {}

    /** A workload and the service it calls through. */
    private record Who(String workload, Optional<String> service) {
        static Who of(RecordedCall call) {
            return of(call.caller());
        }

        private static Who of(Caller caller) {
            return new Who(caller.workload(), caller.service());
        }
    }

    /** @param recorded may hold calls of before and after the outage */
    public static Explanation of(RecordedCalls recorded, List<RestoredMember> members) {
        var needed = recorded.calls().stream().filter(RecordedCall::needed).toList();
        var users = users(needed, recorded.calls());
        var told = calls(needed);
        return new Explanation(
                new Calls(told.count() + recorded.leftOut(), told.first(), told.last()),
                outage(told, users),
                users.stream().limit(MOST).toList(),
                resources(needed).stream().limit(MOST).toList(),
                members);
    }

    /** The advice that fits the calls, in the order of the advice; empty where none does. */
    public static List<Advised> advice(RecordedCalls recorded, List<Advice> known) {
        var needed = recorded.calls().stream().filter(RecordedCall::needed).toList();
        var fitting = new ArrayList<Advised>();
        for (var advice : known) {
            var theirs = needed.stream().filter(advice::fits).toList();
            if (!theirs.isEmpty()) {
                fitting.add(new Advised(
                        advice, resources(theirs).stream().limit(MOST).toList()));
            }
        }
        return fitting;
    }

    private static Outage outage(Calls calls, List<User> users) {
        var waiting = users.stream()
                .filter(user -> user.firstSuccess().isEmpty())
                .map(User::named)
                .toList();
        var successes =
                users.stream().flatMap(user -> user.firstSuccess().stream()).toList();
        return new Outage(
                calls.first(),
                waiting.isEmpty() ? successes.stream().max(Instant::compareTo) : Optional.empty(),
                successes.stream().min(Instant::compareTo),
                waiting.stream().limit(MOST).toList());
    }

    private static List<User> users(List<RecordedCall> needed, List<RecordedCall> all) {
        var served = all.stream().filter(call -> !call.needed()).collect(Collectors.groupingBy(Who::of));
        return grouped(needed, Who::of).entrySet().stream()
                .map(user -> user(user.getKey(), user.getValue(), served.getOrDefault(user.getKey(), List.of())))
                .sorted(Comparator.comparingLong((User user) -> -user.calls().count()))
                .toList();
    }

    private static User user(Who who, List<RecordedCall> needed, List<RecordedCall> served) {
        var calls = calls(needed);
        var success = served.stream()
                .map(RecordedCall::time)
                .filter(time -> calls.last().filter(time::isAfter).isPresent())
                .min(Instant::compareTo);
        return new User(
                who.workload(),
                who.service(),
                calls,
                success,
                needed.stream().map(RecordedCall::operation).distinct().sorted().toList(),
                needed.stream()
                        .flatMap(call -> call.caller().sourceAddress().stream())
                        .distinct()
                        .sorted()
                        .limit(MOST)
                        .toList());
    }

    private static List<Resource> resources(List<RecordedCall> needed) {
        record Named(String kind, String name) {}
        var by = new LinkedHashMap<Named, List<RecordedCall>>();
        for (var call : needed) {
            call.context()
                    .forEach((kind, name) -> by.computeIfAbsent(new Named(kind, name), _ -> new ArrayList<>())
                            .add(call));
        }
        return by.entrySet().stream()
                .map(named -> new Resource(named.getKey().kind(), named.getKey().name(), calls(named.getValue())))
                .sorted(Comparator.comparingLong(resource -> -resource.calls().count()))
                .toList();
    }

    private static Calls calls(List<RecordedCall> calls) {
        return new Calls(
                calls.size(),
                calls.stream().map(RecordedCall::time).min(Instant::compareTo),
                calls.stream().map(RecordedCall::time).max(Instant::compareTo));
    }

    private static <K> Map<K, List<RecordedCall>> grouped(List<RecordedCall> calls, Function<RecordedCall, K> by) {
        return calls.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }
}
