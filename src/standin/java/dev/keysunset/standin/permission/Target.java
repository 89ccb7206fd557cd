package dev.keysunset.standin.permission;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.policy.Policy;
import java.util.Optional;

/**
 * What a call is about.
 *
 * @param arn {@code *} where policies can name no resource
 * @param owner the account it belongs to
 * @param policy its own policy
 * @param ruled whether nothing is allowed without a word of that policy, as with keys and roles; elsewhere the owner's
 *     identity-based policies suffice
 */
record Target(String arn, Optional<String> owner, Optional<Policy> policy, boolean ruled, Optional<Key> key) {

    static Target of(String arn) {
        return new Target(arn, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    static Target of(Key key, Policy policy) {
        return new Target(
                key.arn().toString(), Optional.of(key.arn().account()), Optional.of(policy), true, Optional.of(key));
    }

    static Target ofRole(String arn, String account, Policy trust) {
        return new Target(arn, Optional.of(account), Optional.of(trust), true, Optional.empty());
    }
}
