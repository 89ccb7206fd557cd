package dev.keysunset.command;

/** The stops that hold. */
final class Stops {
    private Stops() {}

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
