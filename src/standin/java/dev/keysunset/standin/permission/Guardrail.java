package dev.keysunset.standin.permission;

import dev.keysunset.standin.policy.Policy;
import java.util.Optional;

/**
 * A service control policy beside FullAWSAccess: what it does not deny stays allowed.
 *
 * @param account the one it is attached to; all of the organization if empty
 */
public record Guardrail(String arn, Optional<String> account, Policy policy) {
    boolean governs(String principalAccount) {
        return account.isEmpty() || account.get().equals(principalAccount);
    }
}
