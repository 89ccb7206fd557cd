package dev.keysunset.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a page of a list begins that is ordered by time, and by id where that is the same: after this one. */
public record Position(Instant at, UUID id) {
    public static Optional<Position> parse(Optional<String> cursor) {
        return Cursor.parse(cursor, 2).map(keys -> new Position(keys.instant(0), keys.uuid(1)));
    }

    public Cursor cursor() {
        return Cursor.of(at, id);
    }
}
