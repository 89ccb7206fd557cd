package dev.keysunset.core;

import java.util.Optional;

/**
 * What matters to a retirement in a key policy.
 *
 * @param hash SHA-256 of the policy document, so that any change shows
 * @param trailingDays the N of a Deny on {@code kms:TrailingDaysWithoutKeyUsage <= N}: DisableKey and ScheduleKeyDeletion are
 *     refused until the key was unused for more than N whole days (KMS Developer Guide, condition keys)
 * @param minPendingWindowInDays the smallest window a Deny on {@code kms:ScheduleKeyDeletionPendingWindowInDays} leaves open
 */
public record KeyPolicyFacts(String hash, Optional<Integer> trailingDays, Optional<Integer> minPendingWindowInDays) {}
