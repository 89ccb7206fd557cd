package dev.keysunset.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where the next page begins: the sort keys of the last item. Opaque to callers, and versioned, so that a cursor of an
 * older release is refused and not misread. A caller may still have made it up: a key that no column of PostgreSQL could hold is
 * refused as well.
 */
public record Cursor(List<String> keys) {
    private static final String VERSION = "1";
    private static final String SEPARATOR = "\n";

    /** Years of four digits, as PostgreSQL reads them. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public static Cursor of(Object... keys) {
        return new Cursor(Arrays.stream(keys).map(Object::toString).toList());
    }

    /**
     * A caller's cursor, back in its parts.
     *
     * @throws ProblemException 400 naming {@code cursor} for anything that {@link #toString} did not make
     */
    public static Optional<Cursor> parse(Optional<String> text, int keys) {
        return text.filter(given -> !given.isEmpty()).map(given -> decode(given, keys));
    }

    /** For a cursor that decodes but whose keys are not what the list sorts by. */
    public static ProblemException invalid(Throwable cause) {
        var invalid = invalid();
        invalid.initCause(cause);
        return invalid;
    }

    public Instant instant(int index) {
        var at = key(index, Instant::parse);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw invalid();
        }
        return at;
    }

    public UUID uuid(int index) {
        return key(index, UUID::fromString);
    }

    /** A number from 0. */
    public long number(int index, long most) {
        long number = key(index, Long::valueOf);
        if (number < 0 || number > most) {
            throw invalid();
        }
        return number;
    }

    /** As a column {@code numeric(precision, scale)} holds it: the driver writes exponents out, of half a gigabyte if it must. */
    public BigDecimal decimal(int index, int precision, int scale) {
        var number = key(index, BigDecimal::new);
        var wholeDigits = (long) number.precision() - number.scale();
        if (number.scale() < 0 || number.scale() > scale || wholeDigits > precision - scale) {
            throw invalid();
        }
        return number;
    }

    private <T> T key(int index, Function<String, T> reading) {
        try {
            return reading.apply(keys.get(index));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static ProblemException invalid() {
        return ProblemKind.INVALID
                .with("The cursor was not made by this list.", "Begin again without cursor, and follow nextCursor.")
                .field("cursor")
                .exception();
    }

    private static Cursor decode(String text, int keys) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = List.of(plain.split(SEPARATOR, -1));
            if (parts.size() == keys + 1 && parts.getFirst().equals(VERSION) && !NulCharacter.in(plain)) {
                return new Cursor(parts.subList(1, parts.size()));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid();
    }

    @Override
    public String toString() {
        var plain = VERSION + SEPARATOR + String.join(SEPARATOR, keys);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
