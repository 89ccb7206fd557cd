package dev.keysunset.core;

import static dev.keysunset.core.Severity.BLOCKER;
import static dev.keysunset.core.Severity.INFO;
import static dev.keysunset.core.Severity.WARNING;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a trail's archive adds to what KMS says of a key's use. It can only speak against a retirement: a use that it shows is one, and
 * that it shows none never stands in for an answer of KMS.
 */
final class ArchiveReview {
    private final Policy policy;
    private final Instant now;

    ArchiveReview(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    Stream<Finding> findings(MemberFacts facts) {
        return facts.use().known().archive().map(archive -> finding(facts, archive)).stream();
    }

    /** What people decided on: a use that KMS does not tell of. How far back the evidence reaches changes by itself. */
    static Optional<String> fingerprint(MemberFacts facts) {
        return facts.use()
                .known()
                .archive()
                .flatMap(archive -> news(facts.usage(), archive))
                .map(use -> "archive, last seen " + use.at());
    }

    private Finding finding(MemberFacts facts, ArchiveHistory archive) {
        var recent = news(facts.usage(), archive)
                .filter(use -> use.at().plus(policy.minIdle()).isAfter(now));
        return recent.map(use -> new Finding(
                        BLOCKER,
                        Finding.Kind.USED_RECENTLY,
                        facts.keyArn(),
                        "Used at " + use.told() + ", as the trail's archive shows.",
                        "Submit it again once it has been unused for "
                                + policy.minIdle().toDays() + " days."))
                .orElseGet(() -> new Finding(
                        archive.trouble().isPresent() || !archive.fresh(now) ? WARNING : INFO,
                        Finding.Kind.USAGE_FROM_ARCHIVE,
                        facts.keyArn(),
                        archive.told(),
                        remedy(archive)));
    }

    private static String remedy(ArchiveHistory archive) {
        if (archive.trouble().isPresent()) {
            return "It is asked again by itself; docs/operations/archive.md says what the query needs.";
        }
        return archive.searched().isPresent()
                ? "Weigh it: it tells of years, and does not stand in for GetKeyLastUsage."
                : "It is asked by itself; decide without it, or wait for its answer.";
    }

    /** A use later than KMS knows of, or where it knows of none. KMS and CloudTrail need not tell the same second. */
    private static Optional<UsageHistory.Seen> news(Usage usage, ArchiveHistory archive) {
        return archive.seen()
                .filter(use -> !(usage instanceof Usage.Used(var at, var _, var _)
                        && !use.at().isAfter(at.plusSeconds(60))));
    }
}
