package dev.keysunset.core;

import static dev.keysunset.core.Severity.BLOCKER;
import static dev.keysunset.core.Severity.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What CloudTrail's event history may stand for where KMS does not say when a key was last used. A use that was seen is one. That
 * none was seen is never "unused": it is told as what it is, and passes only by the word of a policy, and only as far as everything
 * was read.
 */
final class HistoryReview {
    private final Policy policy;
    private final Instant now;

    HistoryReview(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    Stream<Finding> findings(MemberFacts facts) {
        return unreadable(facts).stream()
                .flatMap(usage ->
                        facts.use().known().history().stream().map(history -> finding(facts.keyArn(), usage, history)));
    }

    /** Whether it stands in for KMS's answer: then that answer is not waited for. */
    boolean decides(MemberFacts facts) {
        return unreadable(facts).isPresent()
                && facts.use()
                        .known()
                        .history()
                        .filter(history -> usedLately(history).isPresent() || accepted(history))
                        .isPresent();
    }

    /** What people decided on; how far back the evidence reaches changes by itself. */
    Optional<String> fingerprint(MemberFacts facts) {
        return facts.use()
                .known()
                .history()
                .filter(_ -> decides(facts))
                .map(history -> "event history, last seen "
                        + history.seen().map(seen -> seen.at().toString()).orElse("never"));
    }

    private Finding finding(KeyArn keyArn, Usage.Unreadable usage, UsageHistory history) {
        var wait = "Submit it again once it has been unused for " + days(policy.minIdle()) + ".";
        var silent = " KMS does not say (" + usage.code() + ").";
        var recent = usedLately(history);
        if (recent.isPresent()) {
            return new Finding(
                    BLOCKER,
                    Finding.Kind.USED_RECENTLY,
                    keyArn,
                    "Used at " + recent.get().told() + ", as CloudTrail's event history shows." + silent,
                    wait);
        }
        if (accepted(history) && !idle(history)) {
            return new Finding(
                    BLOCKER,
                    Finding.Kind.IDLE_TOO_SHORT,
                    keyArn,
                    history.told() + silent,
                    wait + " The evidence reaches back a day further with every day.");
        }
        return new Finding(
                WARNING,
                Finding.Kind.USAGE_FROM_HISTORY,
                keyArn,
                history.told() + silent,
                accepted(history)
                        ? "Weigh it: the policy accepts the event history in the place of GetKeyLastUsage."
                        : "Allow kms:GetKeyLastUsage, or submit it under a policy that accepts the event history.");
    }

    private Optional<UsageHistory.Seen> usedLately(UsageHistory history) {
        return history.seen().filter(seen -> seen.at().plus(policy.minIdle()).isAfter(now));
    }

    private boolean accepted(UsageHistory history) {
        return policy.safety().acceptsEventHistory() && history.fresh(now);
    }

    private boolean idle(UsageHistory history) {
        return history.nothingSince()
                .filter(since -> !since.plus(policy.minIdle()).isAfter(now))
                .isPresent();
    }

    /** Where KMS will not say: what passes by itself is waited for. */
    private static Optional<Usage.Unreadable> unreadable(MemberFacts facts) {
        return facts.usage() instanceof Usage.Unreadable usage && usage.lasting()
                ? Optional.of(usage)
                : Optional.empty();
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }
}
