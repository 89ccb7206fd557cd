package dev.keysunset.core;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What matters to a retirement in a key policy.
 *
 * @param hash SHA-256 of the policy document, so that any change shows
 * @param guards what it forbids until a number of days has passed
 * @param admitted whom it admits besides its own account
 * @param wayBack what it says of the member role's right to bring the key back
 */
public record KeyPolicyFacts(String hash, Guards guards, Admitted admitted, RoleStanding wayBack) {

    /**
     * Guardrails.
     *
     * @param trailingDays the N of a Deny on {@code kms:TrailingDaysWithoutKeyUsage <= N}: DisableKey and ScheduleKeyDeletion are
     *     refused until the key was unused for more than N whole days (KMS Developer Guide, condition keys)
     * @param minPendingWindowInDays the smallest window a Deny on {@code kms:ScheduleKeyDeletionPendingWindowInDays} leaves open
     */
    public record Guards(Optional<Integer> trailingDays, Optional<Integer> minPendingWindowInDays) {
        public static final Guards NONE = new Guards(Optional.empty(), Optional.empty());
    }

    /**
     * Whom its Allow statements name.
     *
     * @param principals as they stand there: ARNs, account ids, services, {@code *}; the key's own account is left out
     * @param viaServices the values of {@code kms:ViaService}: the services through which the key may be used, which are
     *     likely dependants
     */
    public record Admitted(SortedSet<String> principals, SortedSet<String> viaServices) {
        public static final Admitted NOBODY = new Admitted(Collections.emptySortedSet(), Collections.emptySortedSet());
    }

    public Optional<Integer> trailingDays() {
        return guards.trailingDays();
    }

    public Optional<Integer> minPendingWindowInDays() {
        return guards.minPendingWindowInDays();
    }
}
