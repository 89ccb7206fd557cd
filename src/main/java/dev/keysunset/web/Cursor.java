package dev.keysunset.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page begins: the sort keys of the last item. Opaque to callers, and versioned, so that a cursor of an
 * older release is refused and not misread.
 */
public record Cursor(List<String> keys) {
    private static final String VERSION = "1";
    private static final String SEPARATOR = "\n";

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
            if (parts.size() == keys + 1 && parts.getFirst().equals(VERSION)) {
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
