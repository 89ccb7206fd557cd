package dev.keysunset.core;

import java.time.Instant;

/** Something that holds a step back. */
public record Delay(Instant until, String because) {}
