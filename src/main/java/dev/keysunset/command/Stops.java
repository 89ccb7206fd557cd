package dev.keysunset.command;

import java.util.Optional;

/** The stops that hold. */
final class Stops {
    private Stops() {}

    /** An empty variable of a script must not turn one account into everywhere. */
    static void named(Optional<String> account) {
        account.filter(String::isBlank).ifPresent(_ -> {
            throw CommandEnd.usage("--account is empty. Name the account, or leave it out for everywhere.");
        });
    }

    /** @param stop what {@code /stop} answers */
    static void describe(Json stop, Report report) {
        var holding = stop.items("/stops");
        if (holding.isEmpty()) {
            report.line("Nothing is stopped.");
        }
        holding.forEach(one -> report.line(
                "Stopped " + one.text("/account").map(id -> "in account " + id).orElse("everywhere")
                        + " by " + one.required("/by") + " since " + Report.time(one.required("/at")) + ": "
                        + one.required("/reason")));
    }
}
