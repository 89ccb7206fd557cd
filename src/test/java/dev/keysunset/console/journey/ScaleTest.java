package dev.keysunset.console.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Where instants lie in the drawing. */
@NullMarked
class ScaleTest {
    private static final Instant FROM = Instant.parse("2026-03-01T10:30:00Z");

    @Test
    void drawsHalfOfTheTimeInHalfOfTheWidth() {
        var scale = new Scale(FROM, FROM.plus(Duration.ofDays(40)));
        assertThat(scale.x(FROM)).isEqualTo(Scale.LEFT);
        assertThat(scale.x(FROM.plus(Duration.ofDays(40)))).isEqualTo(Scale.RIGHT);
        assertThat(scale.x(FROM.plus(Duration.ofDays(20)))).isEqualTo((Scale.LEFT + Scale.RIGHT) / 2);
    }

    @Test
    void keepsWhatLiesOutsideAtTheEdge() {
        var scale = new Scale(FROM, FROM.plus(Duration.ofDays(1)));
        assertThat(scale.x(FROM.minus(Duration.ofDays(9)))).isEqualTo(Scale.LEFT);
        assertThat(scale.x(FROM.plus(Duration.ofDays(9)))).isEqualTo(Scale.RIGHT);
    }

    @Test
    void ticksAtRoundMomentsFewEnoughToBeRead() {
        for (var length :
                List.of(Duration.ofMinutes(40), Duration.ofHours(30), Duration.ofDays(9), Duration.ofDays(70))) {
            var ticks = new Scale(FROM, FROM.plus(length)).ticks();
            assertThat(ticks).as(length.toString()).hasSizeBetween(2, 10);
        }
        assertThat(new Scale(FROM, FROM.plus(Duration.ofDays(5))).ticks())
                .extracting(Picture.Tick::label)
                .containsExactly("03-02", "03-03", "03-04", "03-05", "03-06");
    }

    @Test
    void hasALengthEvenWhereNothingHasHappenedYet() {
        var scale = new Scale(FROM, FROM);
        assertThat(scale.x(FROM)).isEqualTo(Scale.LEFT);
        assertThat(scale.ticks()).hasSize(1);
    }
}
