package dev.keysunset.inventory;

import dev.keysunset.core.Reading;

/**
 * What a scan could not read, and why.
 *
 * @param code AWS's error code, or the kind of failure on the way there
 */
public record Unreadable(String call, String code, String message) {
    static Unreadable of(Reading.Unreadable<?> reading) {
        return new Unreadable(reading.call(), reading.code(), reading.message());
    }
}
