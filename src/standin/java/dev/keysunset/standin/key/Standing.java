package dev.keysunset.standin.key;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A key's state and what belongs to it, at one moment. */
public record Standing(KeyState state, Optional<Instant> deletionDate, OptionalInt pendingWindowInDays) {}
