package dev.keysunset.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ToolkitTest {
    @Test
    void readsBackTheCursorItMade() {
        var cursor = Cursor.of("2026-01-01T00:00:00Z", "a b/ü");
        assertThat(Cursor.parse(Optional.of(cursor.toString()), 2)).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "MQ", "MgphCmI", "MQphCmIKYw"})
    void refusesACursorOfAnotherListOrVersion(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.parse(Optional.of(text), 2))
                .satisfies(e -> assertThat(e.problem().where().field()).contains("cursor"));
    }

    @Test
    void readsBackTheKeysOfACursor() {
        var at = Instant.parse("2026-01-01T00:00:00.123456Z");
        var id = UUID.randomUUID();
        var cursor = Cursor.of(at, id, 7, new BigDecimal("-1.0000"));
        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.number(2, 7)).isEqualTo(7);
        assertThat(cursor.decimal(3, 12, 4)).isEqualTo("-1.0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "soon"
            })
    void refusesAMomentThatPostgresCannotHold(String key) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.of(key).instant(0))
                .satisfies(e -> assertThat(e.problem().where().field()).contains("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-500000000", "1E+500000000", "1E+3", "0.00001", "123456789", "many"})
    void refusesANumberThatTheColumnCannotHold(String key) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.of(key).decimal(0, 12, 4))
                .satisfies(e -> assertThat(e.problem().where().field()).contains("cursor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "8", "99999999999999999999", "seven"})
    void refusesANumberOutsideOfTheList(String key) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.of(key).number(0, 7))
                .satisfies(e -> assertThat(e.problem().where().field()).contains("cursor"));
    }

    @Test
    void refusesACursorWithACharacterThatPostgresCannotHold() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> Cursor.parse(Optional.of(Cursor.of("a\0b", "c").toString()), 2));
    }

    @Test
    void endsTheListOnlyWhenThereIsNoMore() {
        assertThat(Page.of(List.of("a", "b"), 2, Cursor::of).nextCursor()).isEmpty();
        var page = Page.of(List.of("a", "b", "c"), 2, Cursor::of);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.nextCursor()).contains(Cursor.of("b").toString());
    }

    @Test
    void readsTheETagItMade() {
        assertThat(ETag.required(Optional.of(new ETag(42).toString())).version())
                .isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "W/\"7\"", "*", "\"7\", \"8\"", "\"seven\"", "\"99999999999999999999\""})
    void refusesWhatIsNotOneStrongTag(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ETag.required(Optional.of(header)))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void tellsTheCurrentTagToWhoeverComesWithAnOldOne() {
        assertThat(new ETag(8).stale().headers()).containsEntry("ETag", "\"8\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "umläut"})
    void refusesAnIdempotencyKeyThatIsNotVisibleAscii(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IdempotencyKey.parse(Optional.of(header)))
                .satisfies(e -> assertThat(e.problem().where().field()).contains("Idempotency-Key"));
    }

    @Test
    void readsAFlagAndAnIdThatAreLeftOut() {
        assertThat(new Query("unresolved", Optional.empty()).flag()).isFalse();
        assertThat(new Query("unresolved", Optional.of("")).flag()).isFalse();
        assertThat(new Query("unresolved", Optional.of("true")).flag()).isTrue();
        assertThat(new Query("retirement", Optional.of(" ")).uuid()).isEmpty();
        var id = UUID.randomUUID();
        assertThat(new Query("retirement", Optional.of(id.toString())).uuid()).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"90d,P90D", "P90D,P90D", "PT36H,PT36H", "0d,PT0S"})
    void readsDurationsAsPeopleWriteThem(String text, String duration) {
        assertThat(new Query("idleFor", Optional.of(text)).duration()).contains(Duration.parse(duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "90", "-P1D", "P9999999D", "999999d", "P1M"})
    void refusesADurationByTheNameOfItsParameter(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Query("idleFor", Optional.of(text)).duration())
                .satisfies(e -> assertThat(e.problem().where().field()).contains("idleFor"));
    }
}
