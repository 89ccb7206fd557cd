package dev.keysunset.notify.outbox;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.notify.NotifySettings.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who is to be told of what. */
record Routes(List<Route> all) {

    /**
     * What one target wants to hear; an empty filter lets everything pass.
     *
     * @param carried what can be told over its channel
     */
    record Route(String target, Set<Kind> carried, Wanted wanted) {}

    /** What a target wants to be told. */
    record Wanted(
            Optional<Set<Kind>> kinds,
            Optional<Set<String>> accounts,
            Optional<Set<String>> owners,
            Severity leastSeverity) {
        static Wanted of(Target target) {
            return new Wanted(
                    target.kinds().map(Set::copyOf),
                    target.accounts().map(Set::copyOf),
                    target.owners().map(Set::copyOf),
                    target.leastSeverity());
        }

        /** A sequel passes with what it follows: an alarm that was told is called off to the same people. */
        boolean kind(Kind kind) {
            return passes(kind) || kind.sequelTo().filter(this::passes).isPresent();
        }

        private boolean passes(Kind kind) {
            return kind.severity().compareTo(leastSeverity) >= 0
                    && kinds.map(only -> only.contains(kind)).orElse(true);
        }
    }

    static Routes of(Map<String, Target> targets, Map<String, Set<Kind>> carried) {
        return new Routes(targets.entrySet().stream()
                .map(entry -> new Route(
                        entry.getKey(), carried.getOrDefault(entry.getKey(), Set.of()), Wanted.of(entry.getValue())))
                .sorted((one, other) -> one.target().compareTo(other.target()))
                .toList());
    }

    boolean anyFor(Kind kind) {
        return listening(kind).findAny().isPresent();
    }

    /** @param owner asked only where a target wants to know */
    List<String> targets(Notification notification, Supplier<Optional<String>> owner) {
        return listening(notification.kind())
                .filter(route ->
                        concerns(route.wanted().accounts(), notification.about().accountId()))
                .filter(route -> owned(route.wanted().owners(), owner))
                .map(Route::target)
                .toList();
    }

    private Stream<Route> listening(Kind kind) {
        return all.stream()
                .filter(route ->
                        route.carried().contains(kind) && route.wanted().kind(kind));
    }

    /** What is about no account concerns all of them. */
    private static boolean concerns(Optional<Set<String>> only, Optional<String> accountId) {
        return only.map(ids -> accountId.map(ids::contains).orElse(true)).orElse(true);
    }

    private static boolean owned(Optional<Set<String>> only, Supplier<Optional<String>> owner) {
        return only.map(names -> owner.get().filter(names::contains).isPresent())
                .orElse(true);
    }
}
