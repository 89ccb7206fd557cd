package dev.keysunset.standin.sts;

import dev.keysunset.standin.wire.Call;

/**
 * Which roles may be assumed: in every account there is one role by this name that trusts callers from elsewhere if
 * they bring the external id; any other role trusts its own account.
 */
public record TrustedRole(String name, String externalId) {

    boolean admits(String account, String role, Call call) {
        if (role.equals(name)) {
            return call.text("ExternalId").filter(externalId::equals).isPresent();
        }
        return call.caller().account().filter(account::equals).isPresent();
    }
}
