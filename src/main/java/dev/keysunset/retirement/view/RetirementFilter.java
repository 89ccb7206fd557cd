package dev.keysunset.retirement.view;

import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.StateName;
import java.util.Optional;

/**
 * Which retirements to list. What is absent does not narrow.
 *
 * @param attention waits for this
 * @param q part of a key ARN, alias, reason, ticket or submitter, whatever its case
 */
public record RetirementFilter(
        Optional<StateName> state,
        Where where,
        Optional<String> policy,
        Optional<Attention.Kind> attention,
        Optional<String> q) {
    public static final RetirementFilter ALL = new RetirementFilter(
            Optional.empty(),
            new Where(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** @param key is a member, and not only named somewhere */
    public record Where(Optional<String> accountId, Optional<String> region, Optional<KeyArn> key) {}
}
