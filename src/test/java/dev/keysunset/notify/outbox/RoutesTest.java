package dev.keysunset.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.notify.outbox.Routes.Route;
import dev.keysunset.notify.outbox.Routes.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Wanted EVERYTHING =
            new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Severity.INFO);

    @Test
    void tellsEverythingToWhoAsksForNothingInParticular() {
        for (var kind : Kind.values()) {
            assertThat(told(EVERYTHING, kind, Optional.of("1"), Optional.empty()))
                    .as(kind.name())
                    .isTrue();
        }
    }

    @Test
    void tellsNothingLessSevere() {
        var wanted = new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Severity.CRITICAL);
        assertThat(told(wanted, Kind.ROLLBACK_BEGUN, Optional.empty(), Optional.empty()))
                .isTrue();
        assertThat(told(wanted, Kind.ATTENTION_RAISED, Optional.empty(), Optional.empty()))
                .isFalse();
    }

    @Test
    void tellsTheEndToWhomItToldTheBeginning() {
        var wanted = new Wanted(
                Optional.of(Set.of(Kind.ROLLBACK_BEGUN)), Optional.empty(), Optional.empty(), Severity.CRITICAL);
        assertThat(List.of(
                        Kind.ROLLBACK_DONE, Kind.ROLLBACK_ASSIGNED, Kind.ROLLBACK_ACKNOWLEDGED, Kind.ROLLBACK_RESOLVED))
                .allMatch(kind -> told(wanted, kind, Optional.empty(), Optional.empty()));
        assertThat(told(wanted, Kind.STOP_LIFTED, Optional.empty(), Optional.empty()))
                .isFalse();
        assertThat(told(wanted, Kind.ROLLBACK_STUCK, Optional.empty(), Optional.empty()))
                .isFalse();
    }

    @Test
    void tellsAnAccountWhatConcernsItOrEverybody() {
        var wanted = new Wanted(Optional.empty(), Optional.of(Set.of("1")), Optional.empty(), Severity.INFO);
        assertThat(told(wanted, Kind.FEED_BLIND, Optional.of("1"), Optional.empty()))
                .isTrue();
        assertThat(told(wanted, Kind.FEED_BLIND, Optional.of("2"), Optional.empty()))
                .isFalse();
        assertThat(told(wanted, Kind.STOP_SET, Optional.empty(), Optional.empty()))
                .isTrue();
    }

    @Test
    void tellsAnOwnerOfTheirKeysOnly() {
        var wanted = new Wanted(Optional.empty(), Optional.empty(), Optional.of(Set.of("payments")), Severity.INFO);
        assertThat(told(wanted, Kind.ROLLBACK_BEGUN, Optional.of("1"), Optional.of("payments")))
                .isTrue();
        assertThat(told(wanted, Kind.ROLLBACK_BEGUN, Optional.of("1"), Optional.of("analytics")))
                .isFalse();
        assertThat(told(wanted, Kind.ROLLBACK_BEGUN, Optional.of("1"), Optional.empty()))
                .isFalse();
    }

    @Test
    void tellsNothingThatTheChannelCannotCarry() {
        var routes = new Routes(List.of(new Route("pager", Set.of(Kind.STOP_SET), EVERYTHING)));
        assertThat(routes.anyFor(Kind.STOP_SET)).isTrue();
        assertThat(routes.anyFor(Kind.RETIREMENT_MOVED)).isFalse();
    }

    @Test
    void waitsLongerEachTimeUpToABoundAndAsLongAsTheTargetAsks() {
        var backoff = new Backoff(Duration.ofSeconds(4), Duration.ofMinutes(1), () -> 0.5);
        assertThat(backoff.after(1, Optional.empty())).isEqualTo(Duration.ofSeconds(3));
        assertThat(backoff.after(2, Optional.empty())).isEqualTo(Duration.ofSeconds(6));
        assertThat(backoff.after(1000, Optional.empty())).isEqualTo(Duration.ofSeconds(45));
        assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(90)))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.after(1, Optional.of(Duration.ofMillis(1)))).isEqualTo(Duration.ofSeconds(3));
        assertThat(backoff.after(1, Optional.of(Duration.ofDays(9)))).isEqualTo(Duration.ofHours(1));
    }

    private static boolean told(Wanted wanted, Kind kind, Optional<String> account, Optional<String> owner) {
        var routes = new Routes(List.of(new Route("them", EnumSet.allOf(Kind.class), wanted)));
        var notification = new Notification(
                kind,
                About.noKey("thread", account),
                new Words("title", "detail", Optional.empty()),
                new Once("key", Instant.EPOCH));
        return routes.targets(notification, () -> owner).equals(List.of("them"));
    }
}
