package dev.keysunset.command;

import java.time.Instant;
import java.time.InstantSource;

/** This machine's own clock, which the doctor compares with the service's. */
final class MachineClock implements InstantSource {
    @Override
    public Instant instant() {
        return Instant.now();
    }
}
