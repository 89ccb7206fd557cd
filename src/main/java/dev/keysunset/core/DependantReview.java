package dev.keysunset.core;

import static dev.keysunset.core.Severity.INFO;
import static dev.keysunset.core.Severity.WARNING;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the resources that name a key, and those of which nobody knows, mean for its retirement. */
final class DependantReview {
    /** So many are named in a finding; the API tells all. */
    private static final int NAMED = 10;

    private DependantReview() {}

    static Stream<Finding> findings(KeyArn keyArn, List<DependantAnswer> answers) {
        var found = answers.stream().flatMap(answer -> found(keyArn, answer));
        var unknown = answers.stream()
                .flatMap(answer ->
                        answer.naming().unreadable().stream().map(failed -> unknown(keyArn, answer.type(), failed)));
        var unseen = answers.stream()
                .filter(answer -> !answer.type().provesAbsence() && foundNone(answer))
                .map(answer -> unseen(keyArn, answer));
        return Stream.of(found, unknown, unseen, none(keyArn, answers).stream()).flatMap(findings -> findings);
    }

    /** What people decided on: which resources there are and how grave each is, and of which kinds nobody knows. */
    static String fingerprint(Reading<List<DependantAnswer>> answers) {
        return answers.found().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(DependantAnswer::type))
                .map(answer -> answer.type() + ":"
                        + answer.naming().found().map(DependantReview::lines).orElse("unknown"))
                .collect(Collectors.joining(";"));
    }

    private static String lines(List<Dependant> dependants) {
        return dependants.stream()
                .map(dependant -> dependant.arn() + " " + dependant.severity())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Stream<Finding> found(KeyArn keyArn, DependantAnswer answer) {
        var bySeverity = answer.naming().found().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Dependant::severity, TreeMap::new, Collectors.toList()));
        return bySeverity.entrySet().stream()
                .map(entry -> new Finding(
                        entry.getKey(),
                        Finding.Kind.DEPENDANTS,
                        keyArn,
                        answer.type().plural() + " name it: " + named(entry.getValue()) + ". "
                                + answer.type().harm(),
                        "Encrypt them with another key, or delete them, and submit it again."));
    }

    private static String named(List<Dependant> dependants) {
        var first = dependants.stream()
                .sorted(Comparator.comparing(Dependant::arn))
                .limit(NAMED)
                .map(DependantReview::named)
                .collect(Collectors.joining(", "));
        var more = dependants.size() - NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String named(Dependant dependant) {
        return dependant.status().isEmpty() ? dependant.arn() : dependant.arn() + " (" + dependant.status() + ")";
    }

    private static boolean foundNone(DependantAnswer answer) {
        return answer.naming().found().filter(List::isEmpty).isPresent();
    }

    private static Finding unseen(KeyArn keyArn, DependantAnswer answer) {
        return new Finding(
                INFO,
                Finding.Kind.DEPENDANTS,
                keyArn,
                "No " + answer.type().plural() + " in " + keyArn.place() + " are known to name it, as of "
                        + answer.readAt() + ". That is no proof: it knows what its recorder is set for, and lags.",
                "Ask those who own what runs there.");
    }

    private static Finding unknown(KeyArn keyArn, Dependant.Type type, Reading.Unreadable<?> failed) {
        if (failed.code().equals(DependantAnswer.NOT_RECORDED)) {
            return notRecorded(keyArn, type, failed);
        }
        return new Finding(
                WARNING,
                Finding.Kind.DEPENDANTS_UNKNOWN,
                keyArn,
                "Whether " + type.plural() + " name it is not known: " + failed.call() + " failed: " + failed.code()
                        + " " + failed.message(),
                failed.denied()
                        ? "Allow the member role to call " + failed.call() + ", or ask those who own them."
                        : "It is read again by itself; or ask those who own them.");
    }

    /** Nothing failed: nobody was there to ask, as with the services that are not looked at in any place. */
    private static Finding notRecorded(KeyArn keyArn, Dependant.Type type, Reading.Unreadable<?> failed) {
        return new Finding(
                INFO,
                Finding.Kind.DEPENDANTS_UNKNOWN,
                keyArn,
                "Whether " + type.plural() + " name it is not known in " + keyArn.place() + ": " + failed.message()
                        + ".",
                "Let AWS Config record there, or ask those who own what runs there.");
    }

    private static List<Finding> none(KeyArn keyArn, List<DependantAnswer> answers) {
        var without = new ArrayList<String>();
        var oldest = Instant.MAX;
        for (var answer : answers) {
            if (answer.type().provesAbsence() && foundNone(answer)) {
                without.add(answer.type().plural());
                oldest = answer.readAt().isBefore(oldest) ? answer.readAt() : oldest;
            }
        }
        return without.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        INFO,
                        Finding.Kind.DEPENDANTS,
                        keyArn,
                        "None of the " + String.join(", ", without) + " in " + keyArn.place()
                                + " name it, as the services themselves answered at " + oldest + ".",
                        "Resources of other accounts and of other services are not looked at."));
    }
}
