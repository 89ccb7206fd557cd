package dev.keysunset.startup.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.engine.RealClock;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandInDomainClockTest {
    private static final double DAY_IN_THREE_SECONDS = 28_800;
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private final MovedClock real = new MovedClock();
    private final StandInDomainClock clock =
            new StandInDomainClock(real, new ClockReading(START, DAY_IN_THREE_SECONDS));

    @Test
    void goesOnAtTheRateBetweenTwoReadings() {
        real.pass(Duration.ofMillis(250));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(2)));
    }

    @Test
    void turnsRealTimeIntoDomainTime() {
        assertThat(clock.after(Duration.ofSeconds(30))).isEqualTo(START.plus(Duration.ofDays(10)));
    }

    @Test
    void followsAChangedRate() {
        clock.follow(() -> Optional.of(new ClockReading(START, 1)));
        real.pass(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void takesTheReadingForTheMiddleOfTheCall() {
        clock.follow(() -> {
            real.pass(Duration.ofMillis(20));
            return Optional.of(new ClockReading(START.plus(Duration.ofHours(1)), DAY_IN_THREE_SECONDS));
        });
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(1)).plusSeconds(288));
    }

    @Test
    void neverRunsBackwardsForAReadingThatCameLate() {
        real.pass(Duration.ofMillis(250));
        var before = clock.now();
        clock.follow(() -> Optional.of(new ClockReading(START.plus(Duration.ofHours(1)), DAY_IN_THREE_SECONDS)));
        assertThat(clock.now()).isEqualTo(before);
    }

    @Test
    void startsAnewWithTheStandIn() {
        real.pass(Duration.ofSeconds(4));
        clock.follow(() -> Optional.of(new ClockReading(START.plus(Duration.ofDays(40)), DAY_IN_THREE_SECONDS)));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofDays(40)));
        clock.follow(() -> Optional.of(new ClockReading(START, DAY_IN_THREE_SECONDS)));
        assertThat(clock.now()).isEqualTo(START);
    }

    @Test
    void standsStillWhenTheStandInIsSilent() {
        real.pass(Duration.ofSeconds(5));
        var atFiveSeconds = clock.now();
        clock.follow(Optional::empty);
        real.pass(Duration.ofMinutes(5));
        assertThat(clock.now()).isEqualTo(atFiveSeconds);
    }

    @Test
    void readsTheClockOfARealStandIn() {
        try (var standIn = StandIn.start(StandInOptions.defaults().withRate(0).withStartAt(START));
                var face = new StandInClockFace(standIn.endpoint())) {
            assertThat(face.read()).contains(new ClockReading(START, 0));
            standIn.clock().advance(Duration.ofDays(1));
            standIn.clock().changeRate(0.001);
            assertThat(face.read()).hasValueSatisfying(reading -> {
                assertThat(reading.now())
                        .isBetween(
                                START.plus(Duration.ofDays(1)),
                                START.plus(Duration.ofDays(1)).plusSeconds(1));
                assertThat(reading.rate()).isEqualTo(0.001);
            });
        }
    }

    @Test
    void readsNothingWhereNobodyAnswers() {
        try (var face = new StandInClockFace(URI.create("http://127.0.0.1:1"))) {
            assertThat(face.read()).isEmpty();
        }
    }

    private static final class MovedClock implements RealClock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant now() {
            return now;
        }
    }
}
