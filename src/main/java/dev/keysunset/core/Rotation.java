package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether AWS rotates the material of a key by itself (KMS API, GetKeyRotationStatus).
 *
 * @param next absent while it is off
 */
public record Rotation(boolean enabled, Optional<Integer> periodInDays, Optional<Instant> next) {}
