package dev.keysunset.core;

import java.time.Instant;

/** Something that holds the first step back. */
public record Delay(Instant until, String because) {}
