package dev.keysunset.core;

import dev.keysunset.core.RecordedCall.Caller;
import dev.keysunset.core.RecordedCall.Outcome;
import dev.keysunset.core.UsageHistory.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an archive, the files that a trail has delivered to S3, tells of a key's uses over years. It is evidence of its own beside
 * what KMS says: a use that it shows was one, and that it shows none is told together with what it reaches back to.
 *
 * @param users everybody who was seen, the latest first
 * @param searched between these every day has calls on record that merely read, so that uses would be on record as well; empty before
 *     the archive was asked for the first time, or where it holds nothing of the place
 * @param recordedSince the first day of which the archive holds anything; days may be missing after it
 * @param trouble why the archive was not read when it was last asked
 */
public record ArchiveHistory(
        List<User> users, Optional<Interval> searched, Optional<Instant> recordedSince, Optional<String> trouble) {
    /** What was read longer ago says nothing of today. */
    private static final Duration TELLING = Duration.ofDays(3);

    /** Somebody who used the key for one operation. */
    public record User(By by, String operation, Instant firstAt, Instant lastAt, Latest latest) {
        String told() {
            return by.principal()
                    + by.service().map(service -> " through " + service).orElse("");
        }

        RecordedCall call(KeyArn keyArn) {
            var caller = new Caller(by.principal(), by.service(), latest.sourceAddress());
            return new RecordedCall(keyArn, lastAt, operation, Outcome.SERVED, caller, latest.encryptionContext());
        }
    }

    /**
     * @param principal the role for all of its sessions, or as well as the records say
     * @param service the AWS service through which the calls came, such as {@code s3.amazonaws.com}
     */
    public record By(String principal, Optional<String> service) {}

    /** What the record of the latest of somebody's calls says. */
    public record Latest(String eventId, Optional<String> sourceAddress, Map<String, String> encryptionContext) {}

    public ArchiveHistory {
        users = users.stream()
                .sorted(Comparator.comparing(User::lastAt).reversed().thenComparing(User::told))
                .toList();
    }

    /** The latest use of all. */
    Optional<Seen> seen() {
        return users.stream().findFirst().map(user -> new Seen(user.lastAt(), user.operation(), "by " + user.told()));
    }

    /** As explanations and advice read calls, the latest first. */
    public List<RecordedCall> calls(KeyArn keyArn) {
        return users.stream().map(user -> user.call(keyArn)).toList();
    }

    /** Where it was asked, it has answered; and not too long ago. */
    boolean fresh(Instant now) {
        return searched.filter(read -> read.to().plus(TELLING).isAfter(now)).isPresent();
    }

    /** In words. */
    public String told() {
        var last = seen().map(use -> "The trail's archive shows the last use at " + use.told() + ", and " + counted()
                + " since " + first() + ".");
        return String.join(
                " ",
                Stream.of(
                                last,
                                reach(),
                                trouble.map(why -> "It could not be read when it was last asked: " + why + "."))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<String> reach() {
        if (searched.isEmpty()) {
            return Optional.of(
                    recordedSince.isPresent() || trouble.isPresent()
                            ? "What it does not show is not known."
                            : "The trail's archive has not answered yet, or holds nothing of this account and Region.");
        }
        var read = searched.get();
        var whole = "read without a missing day from " + read.from() + " until " + read.to();
        var before = recordedSince
                .filter(since -> since.isBefore(read.from()))
                .map(since -> ", and with days missing since " + since)
                .orElse("");
        return Optional.of(
                users.isEmpty()
                        ? "The trail's archive shows no use: " + whole + before + "; what was before is not known."
                        : "It was " + whole + before + ".");
    }

    private String counted() {
        var count = users.stream().map(User::by).distinct().count();
        return count == 1 ? "1 user" : count + " users";
    }

    private Instant first() {
        return users.stream().map(User::firstAt).min(Comparator.naturalOrder()).orElseThrow();
    }
}
