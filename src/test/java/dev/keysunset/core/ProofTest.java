package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.FeedReport.CanaryClass;
import dev.keysunset.core.FeedReport.Condition;
import dev.keysunset.core.FeedReport.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** When what a feed has read is proof. All of it was read; the question is whether there was something to read. */
class ProofTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final Place PLACE = new Place("111122223333", "us-east-1");
    private static final Proof PROOF = new Proof(true, Duration.ofHours(12), Duration.ofMinutes(25));

    @Test
    void provesWhatLiesBetweenTwoCanaries() {
        assertThat(proven(canaries(1, 2, 13))).isEqualTo(new Coverage(List.of(hours(1, 13))));
    }

    @Test
    void provesNothingBeforeTheFirstAndAfterTheLastCanary() {
        assertThat(proven(canaries(5))).isEqualTo(Coverage.NONE);
    }

    @Test
    void provesNothingBetweenCanariesThatAreTooFarApart() {
        assertThat(proven(canaries(1, 2, 15, 16))).isEqualTo(new Coverage(List.of(hours(1, 2), hours(15, 16))));
    }

    @Test
    void provesNothingByCanariesOfAnotherUsageOrPlace() {
        var signing = new CanaryClass(PLACE, "SIGN_VERIFY", List.of(hour(1), hour(2)));
        var elsewhere =
                new CanaryClass(new Place("111122223333", "eu-west-1"), "ENCRYPT_DECRYPT", List.of(hour(1), hour(2)));
        assertThat(proven(signing, elsewhere)).isEqualTo(Coverage.NONE);
    }

    @Test
    void voidsWhatLiesAroundHandsOnTheFeed() {
        var stopped = new Tampering(hour(3), "cloudtrail:StopLogging", "mallory", Optional.empty());
        assertThat(proven(List.of(stopped), canaries(1, 2, 4, 5)))
                .isEqualTo(new Coverage(List.of(hours(1, 2), hours(4, 5))));
    }

    @Test
    void doesNotMindHandsThatWereHeldBack() {
        var refused = new Tampering(hour(3), "cloudtrail:StopLogging", "mallory", Optional.of("AccessDenied"));
        assertThat(proven(List.of(refused), canaries(1, 2, 4, 5))).isEqualTo(new Coverage(List.of(hours(1, 5))));
    }

    @Test
    void beginsAnewWithTheCanaryAfterTheHands() {
        var stopped = new Tampering(hour(3), "cloudtrail:StopLogging", "mallory", Optional.empty());
        var report = report(List.of(stopped), canaries(1, 2, 4, 5));
        assertThat(PROOF.soundSince(report, PLACE, Set.of("ENCRYPT_DECRYPT"), hour(1), hour(6)))
                .isEqualTo(hour(4));
    }

    @Test
    void beginsAnewOnceHandsOfBeforeTheWindowAreForgottenWhereNoCanaryIsAskedFor() {
        var unasked = new Proof(false, Duration.ofHours(12), Duration.ofMinutes(25));
        var stopped = new Tampering(hour(3), "cloudtrail:StopLogging", "mallory", Optional.empty());
        var report = report(List.of(stopped));
        assertThat(unasked.soundSince(report, PLACE, Set.of("ENCRYPT_DECRYPT"), hour(4), hour(16)))
                .isEqualTo(hour(15));
    }

    private static Coverage proven(CanaryClass... canaries) {
        return proven(List.of(), canaries);
    }

    private static Coverage proven(List<Tampering> tamperings, CanaryClass... canaries) {
        return PROOF.of(report(tamperings, canaries), PLACE, Set.of("ENCRYPT_DECRYPT"));
    }

    private static FeedReport report(List<Tampering> tamperings, CanaryClass... canaries) {
        var read = new Coverage(List.of(hours(0, 24)));
        return new FeedReport(
                new Feed(PLACE, Feed.Kind.LOGS),
                new TreeSet<>(Set.of(PLACE)),
                new Evidence(read, List.of(canaries), tamperings),
                new Condition(Optional.empty(), Instant.MIN));
    }

    private static CanaryClass canaries(int... hours) {
        return new CanaryClass(
                PLACE,
                "ENCRYPT_DECRYPT",
                Arrays.stream(hours).mapToObj(ProofTest::hour).toList());
    }

    private static Interval hours(int from, int to) {
        return new Interval(hour(from), hour(to));
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
