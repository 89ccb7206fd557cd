package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport.Trouble;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.CanaryCalls.Outcome;
import dev.keysunset.watch.canaries.CanaryLedger.Canary;
import dev.keysunset.watch.canaries.CanaryLedger.Finished;
import dev.keysunset.watch.canaries.CanaryLedger.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One round of canaries of one class: key after key until one of them has said something. */
final class CanaryRound {
    private final CallClass calls;
    private final Order order;
    private final String role;
    private final List<Attempt> attempts = new ArrayList<>();

    private record Attempt(KeyArn keyArn, Outcome outcome) {
        boolean proves() {
            return outcome instanceof Outcome.Failed;
        }
    }

    /** @param role the role that calls, as a remedy names it */
    CanaryRound(CanaryClaim claim, String role) {
        this.calls = claim.calls();
        this.order = claim.order();
        this.role = role;
    }

    void add(Canary canary, Outcome outcome) {
        attempts.add(new Attempt(canary.keyArn(), outcome));
    }

    /** Another key is worth trying only where this one was not called, or in vain. */
    boolean over() {
        return !attempts.isEmpty()
                && switch (attempts.getLast().outcome()) {
                    case Outcome.Failed _, Outcome.Succeeded _, Outcome.Unanswered _ -> true;
                    case Outcome.Denied _, Outcome.NotMade _ -> false;
                };
    }

    Finished finished(Instant now, Tempo tempo) {
        var proving = attempts.stream().filter(Attempt::proves).findFirst();
        var next = proving.isPresent()
                ? new Order(proving.map(Attempt::keyArn), order.turn())
                : new Order(Optional.empty(), order.turn() + 1);
        return new Finished(Optional.of(now.plus(pause(tempo))), next, trouble());
    }

    /** A permission is not mended by the minute, and every attempt without it may be somebody's alarm. */
    private Duration pause(Tempo tempo) {
        var every = tempo.listening().canaries().every();
        var soon = tempo.pace().retryAfter();
        var settled = attempts.stream().anyMatch(attempt -> switch (attempt.outcome()) {
            case Outcome.Failed _, Outcome.Succeeded _, Outcome.Denied _ -> true;
            case Outcome.NotMade _, Outcome.Unanswered _ -> false;
        });
        return settled || every.compareTo(soon) < 0 ? every : soon;
    }

    private Optional<Trouble> trouble() {
        if (attempts.isEmpty() || attempts.stream().anyMatch(Attempt::proves)) {
            return Optional.empty();
        }
        var because = attempts.stream().map(CanaryRound::because).distinct().collect(Collectors.joining("; "));
        return Optional.of(new Trouble(because, remedy()));
    }

    private static String because(Attempt attempt) {
        return switch (attempt.outcome()) {
            case Outcome.Failed(var _, var _, var code) -> attempt.keyArn() + " failed with " + code;
            case Outcome.Succeeded(var at, var _) ->
                "the canary on " + attempt.keyArn() + " succeeded at " + at + ": the key is not disabled";
            case Outcome.Denied(var _, var action, var message) ->
                action + " on " + attempt.keyArn() + " is denied: " + message;
            case Outcome.NotMade(var why) -> why;
            case Outcome.Unanswered(var why) ->
                "nobody knows whether the canary on " + attempt.keyArn() + " arrived: " + why;
        };
    }

    private String remedy() {
        var actions = attempts.stream()
                .flatMap(attempt -> attempt.outcome() instanceof Outcome.Denied denied
                        ? Optional.of(denied.action() + " on " + attempt.keyArn()).stream()
                        : Optional.<String>empty().stream())
                .toList();
        var another = "name a disabled key of usage " + calls.keyUsage() + " in " + calls.place()
                + " under keysunset.aws.accounts." + calls.place().accountId() + ".canary-keys.";
        return actions.isEmpty()
                ? "It is tried again by itself. Where that does not help, " + another
                : "Allow " + role + " " + actions.getFirst()
                        + ", by its own policy and, where that does not delegate to IAM, by the key's. Or " + another;
    }
}
