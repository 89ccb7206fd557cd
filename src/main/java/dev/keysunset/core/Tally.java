package dev.keysunset.core;

import java.time.Instant;
import java.util.List;

/** The approvals of one gate, counted on the assessment that is true now. */
sealed interface Tally {
    record Granted() implements Tally {}

    record Rejected(String by) implements Tally {}

    record Missing(long given, int needed) implements Tally {}

    static Tally of(Retirement retirement, Gate gate, String hash, List<Approval> approvals, Instant now) {
        var valid = approvals.stream()
                .filter(approval -> approval.validFor(gate, hash, retirement.policy(), now))
                .filter(approval ->
                        !approval.person().equals(retirement.submission().by())
                                || approval.choice() == Approval.Choice.REJECT)
                .toList();
        var rejection = valid.stream()
                .filter(approval -> approval.choice() == Approval.Choice.REJECT)
                .findFirst();
        if (rejection.isPresent()) {
            return new Rejected(rejection.get().person());
        }
        var people = valid.stream().map(Approval::person).distinct().count();
        var needed = retirement.policy().consent().needed(gate);
        return people >= needed ? new Granted() : new Missing(people, needed);
    }
}
