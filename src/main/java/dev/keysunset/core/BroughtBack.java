package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When AWS last let the member role bring keys of an account and Region back. That speaks for the role and for what stands above it
 * there, not for the key policy of any other key.
 *
 * @param enabled by EnableKey
 * @param cancelled by CancelKeyDeletion
 */
public record BroughtBack(Optional<Instant> enabled, Optional<Instant> cancelled) {
    /** Roles and organisations change: what is longer ago is told no more. */
    public static final Duration REMEMBERED = Duration.ofDays(90);

    public static final BroughtBack NEVER = new BroughtBack(Optional.empty(), Optional.empty());

    String inWords(Place place) {
        var ago = " in the last " + REMEMBERED.toDays() + " days";
        if (equals(NEVER)) {
            return "Neither call was carried out in " + place + ago + ".";
        }
        return "In " + place + " it last carried out "
                + enabled.map(at -> "EnableKey at " + at).orElse("no EnableKey" + ago) + " and "
                + cancelled.map(at -> "CancelKeyDeletion at " + at).orElse("no CancelKeyDeletion" + ago) + ".";
    }
}
