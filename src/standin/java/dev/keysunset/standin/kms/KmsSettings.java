package dev.keysunset.standin.kms;

import java.time.Instant;

/**
 * What AWS leaves open or decides by chance.
 *
 * @param trackingStart when GetKeyLastUsage began to record uses
 * @param pendingAsDisabled AWS documents two codes for a cryptographic call on a key pending deletion; true for
 *     DisabledException, false for KMSInvalidStateException
 */
public record KmsSettings(long seed, Instant trackingStart, boolean pendingAsDisabled) {}
