package dev.keysunset.core;

import static dev.keysunset.core.Assessed.IDLE;
import static dev.keysunset.core.Assessed.member;
import static dev.keysunset.core.Assessed.watched;
import static dev.keysunset.core.Given.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whether the watch can prove anything of a key: what its feeds keep, see, and stand on. */
class AssessedWatchTest {
    @Test
    void blocksAKeyThatItsOwnWatchIsEncryptedWithAtEitherGate() {
        var group = new Footing.Ground("log group /trail", Optional.of(KEY));
        var logs = feed(Feed.Kind.LOGS, Reading.read(new Footing(List.of(), "f", Footing.FOR_EVER, List.of(group))));
        for (var gate : Gate.values()) {
            assertThat(watched(member(IDLE), gate, logs).blockers())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.WATCH_DEPENDS_ON_KEY);
        }
    }

    @Test
    void blocksAWindowThatNoFeedHoldsUntilItsEnd() {
        var assessment = watched(member(IDLE), Gate.DISABLE, feed(Feed.Kind.LOGS, keeping(7)));
        assertThat(assessment.blockers()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.WATCH_FORGETS);
            assertThat(finding.detail()).contains("A window of 7 days", "logs 111122223333/us-east-1 keeps 7 days");
        });
        assertThat(watched(member(IDLE), Gate.DELETE, feed(Feed.Kind.LOGS, keeping(7)))
                        .blockers())
                .isEmpty();
        assertThat(watched(member(IDLE), Gate.DISABLE, feed(Feed.Kind.LOGS, keeping(8)))
                        .blockers())
                .isEmpty();
    }

    @Test
    void warnsOfAFeedThatForgetsWhereAnotherDoesNot() {
        var assessment = watched(
                member(IDLE), Gate.DISABLE, feed(Feed.Kind.LOGS, keeping(7)), feed(Feed.Kind.LOOKUP, keeping(90)));
        assertThat(assessment.blockers()).isEmpty();
        assertThat(assessment.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.WATCH_FORGETS)
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void decidesNothingBeforeSomeFeedIsKnownToSee() {
        var blind = feed(Feed.Kind.LOGS, keeping(90, "the trail is stopped: start its logging"));
        assertThat(watched(member(IDLE), Gate.DISABLE, blind).unreadable())
                .singleElement()
                .satisfies(attention -> assertThat(attention.detail()).contains("the trail is stopped"));
        var unseen = feed(Feed.Kind.LOGS, new Reading.Absent<>());
        assertThat(watched(member(IDLE), Gate.DISABLE, unseen).unreadable()).hasSize(1);
        var denied = feed(
                Feed.Kind.LOGS, new Reading.Unreadable<>("cloudtrail:DescribeTrails", "AccessDeniedException", ""));
        assertThat(watched(member(IDLE), Gate.DISABLE, denied).unreadable())
                .extracting(Attention::kind)
                .containsExactly(Attention.Kind.ACCESS_DENIED);
        assertThat(watched(member(IDLE), Gate.DISABLE, blind, feed(Feed.Kind.LOOKUP, keeping(90)))
                        .unreadable())
                .isEmpty();
    }

    private static FeedFooting feed(Feed.Kind kind, Reading<Footing> last) {
        return new FeedFooting(new Feed(KEY.place(), kind), new TreeSet<>(List.of(KEY.place())), last);
    }

    private static Reading<Footing> keeping(int days, String... objections) {
        return Reading.read(new Footing(List.of(objections), "f", Duration.ofDays(days), List.of()));
    }
}
