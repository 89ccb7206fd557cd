package dev.keysunset.watch.sightings;

import dev.keysunset.web.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a page of a list begins that is ordered by time, latest first: after this one. */
public record Position(Instant at, UUID id) {
    public static Optional<Position> parse(Optional<String> cursor) {
        return Cursor.parse(cursor, 2).map(Position::of);
    }

    public Cursor cursor() {
        return Cursor.of(at, id);
    }

    private static Position of(Cursor cursor) {
        try {
            return new Position(
                    Instant.parse(cursor.keys().getFirst()),
                    UUID.fromString(cursor.keys().getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.invalid(e);
        }
    }
}
