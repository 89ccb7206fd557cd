package dev.keysunset.core;

import static dev.keysunset.core.Assessed.IDLE;
import static dev.keysunset.core.Assessed.assessed;
import static dev.keysunset.core.Assessed.blockers;
import static dev.keysunset.core.Assessed.kinds;
import static dev.keysunset.core.Assessed.member;
import static dev.keysunset.core.Assessed.used;
import static dev.keysunset.core.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the last use of a key says for and against its retirement. */
class AssessedUsageTest {
    @Test
    void findsNothingAgainstAnIdleKey() {
        assertThat(assessed(member(IDLE)).blockers()).isEmpty();
    }

    @Test
    void blocksAKeyUsedWithinMinIdleAndNotOneDayLater() {
        assertThat(kinds(member(used(Duration.ofDays(89))))).contains(Finding.Kind.USED_RECENTLY);
        assertThat(assessed(member(used(Duration.ofDays(90)))).blockers()).isEmpty();
    }

    @Test
    void blocksANeverUsedKeyThatIsTooYoungToSay() {
        assertThat(blockers(member(new Usage.NeverUsed(NOW.minus(Duration.ofDays(3))))))
                .containsExactly(Finding.Kind.IDLE_TOO_SHORT);
    }

    @Test
    void warnsThatNothingIsKnownBeforeTrackingBegan() {
        var finding = assessed(member(new Usage.NotSinceTracking(NOW.minus(Duration.ofDays(215)))))
                .findings()
                .getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.detail()).contains("earlier use is unknown");
    }

    @Test
    void neverTakesUnreadableUsageForIdleness() {
        var assessment = assessed(member(new Usage.Unreadable("AccessDeniedException", "no")));
        assertThat(assessment.unreadable()).extracting(Attention::kind).containsExactly(Attention.Kind.ACCESS_DENIED);
    }
}
