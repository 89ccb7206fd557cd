package dev.keysunset.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the doctor makes of what the service says. */
final class Checks {
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);
    private static final double AS_IT_IS = 1.01;

    private Checks() {}

    /** @param health as readiness is told, red ones with their checks */
    static Check ready(Json health) {
        var down = health.items("/checks").stream()
                .filter(check -> !check.required("/status").equals("UP"))
                .map(check -> check.required("/name")
                        + check.fields("/data")
                                .map(fact -> " " + fact.getKey() + "="
                                        + fact.getValue().required(""))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
        if (health.required("/status").equals("UP")) {
            return Check.ok("ready", "It is ready.");
        }
        return Check.broken(
                "ready",
                "It is not ready" + (down.isEmpty() ? "." : ": " + down + "."),
                "See its log, its database and whether its ticks run.");
    }

    static Check signedIn(Answer me) {
        return me.ok()
                ? Check.ok(
                        "signed in",
                        "As " + me.json().required("/name") + " with the roles "
                                + String.join(", ", me.json().texts("/roles")) + ".")
                : Check.broken(
                        "signed in",
                        me.json().text("/detail").orElse("HTTP " + me.status() + "."),
                        "See --user and KEYSUNSET_PASSWORD, or the token.");
    }

    static Check version(Optional<String> own, Json stats) {
        var service = stats.text("/version");
        if (service.isEmpty() || own.isEmpty()) {
            return Check.unknown(
                    "version",
                    "The service is " + service.orElse("of a version it does not tell") + ", this program "
                            + own.orElse("was never packed") + ".");
        }
        return service.equals(own)
                ? Check.ok("version", "Both are " + own.get() + ".")
                : Check.look(
                        "version",
                        "The service is " + service.get() + ", this program " + own.get() + ".",
                        "Use the jar of the service's version: others may say things it does not know.");
    }

    /** @param here this machine's time in the middle of the request that brought the statistics */
    static Check clock(Instant here, Json stats) {
        if (stats.at("/rate").node().asDouble(1) > AS_IT_IS) {
            return Check.unknown("clock", "The clock of a demo runs fast: there is nothing to compare it with.");
        }
        var there = stats.text("/now").map(Instant::parse);
        if (there.isEmpty()) {
            return Check.unknown("clock", "The service does not tell its time.");
        }
        var skew = Duration.between(here, there.get());
        return skew.abs().compareTo(MOST_SKEW) > 0
                ? Check.look(
                        "clock",
                        "The service's clock is " + skew.abs().toSeconds() + " s "
                                + (skew.isNegative() ? "behind" : "ahead of") + " this machine's.",
                        "See which of the two is wrong. The service compares its own with AWS's.")
                : Check.ok(
                        "clock",
                        "It differs from this machine's by " + skew.abs().toSeconds() + " s.");
    }

    static List<Check> stops(Json stop) {
        var holding = stop.items("/stops").stream()
                .map(one -> Check.look(
                        "stop",
                        "Disabling and scheduling is stopped "
                                + one.text("/account")
                                        .map(id -> "in account " + id)
                                        .orElse("everywhere") + " by "
                                + one.required("/by") + ": " + one.required("/reason") + ".",
                        "keysunset resume, once the reason is gone."))
                .toList();
        return holding.isEmpty() ? List.of(Check.ok("stop", "Nothing is stopped.")) : holding;
    }

    static List<Check> feeds(Json feeds) {
        var items = feeds.items("/items");
        var unsound = items.stream().flatMap(Checks::trouble).toList();
        if (!unsound.isEmpty()) {
            return unsound;
        }
        return items.isEmpty()
                ? List.of(Check.look(
                        "feeds", "There is no feed: nothing can be watched.", "Configure one for each account."))
                : List.of(Check.ok("feeds", "All " + items.size() + " stand on sound ground and answer."));
    }

    private static Stream<Check> trouble(Json feed) {
        var name = feed.required("/kind") + " in " + feed.required("/accountId") + "/" + feed.required("/region");
        var footing = feed.is("/footing/sound")
                ? Optional.<String>empty()
                : Optional.of(feed.text("/footing/trouble").orElse("It is not sound."));
        return Stream.concat(footing.stream(), feed.text("/lastPoll/trouble").stream())
                .distinct()
                .map(trouble -> Check.broken(
                        "feeds", name + ": " + trouble, "Until it is repaired its silence proves nothing."));
    }

    /**
     * Retirements that wait for something.
     *
     * @param none what is said where there are none
     */
    static List<Check> waiting(String subject, String kind, Json retirements, String none) {
        var found = retirements.items("/items").stream()
                .map(Retirement::new)
                .flatMap(seen -> seen.json().items("/attention").stream()
                        .filter(waiting -> waiting.required("/kind").equals(kind))
                        .map(waiting -> Check.look(
                                subject,
                                seen.name() + ": " + waiting.required("/detail"),
                                waiting.required("/remedy"))))
                .toList();
        return found.isEmpty() ? List.of(Check.ok(subject, none)) : found;
    }

    static List<Check> rollbacks(Json rollbacks) {
        var stuck = rollbacks.items("/items").stream()
                .filter(rollback -> rollback.required("/state").equals("STUCK"))
                .map(rollback -> Check.broken(
                        "rollbacks",
                        rollback.required("/id") + " is stuck since " + Report.time(rollback.required("/stuck/since"))
                                + ": " + rollback.required("/stuck/because"),
                        "Run: " + String.join("; ", rollback.texts("/stuck/commands"))))
                .toList();
        return stuck.isEmpty() ? List.of(Check.ok("rollbacks", "None is stuck.")) : stuck;
    }
}
