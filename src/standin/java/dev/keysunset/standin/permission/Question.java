package dev.keysunset.standin.permission;

import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.policy.ConditionValues;
import dev.keysunset.standin.policy.Context;
import dev.keysunset.standin.policy.Reach;
import dev.keysunset.standin.wire.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be decided: may this caller do this to that, now.
 *
 * @param action as policies name it, such as {@code kms:Decrypt}; one call may need several
 * @param now domain time
 */
record Question(Call call, String action, Target target, Instant now) {

    /** The KMS key it is about. */
    Optional<Key> key() {
        return target.key();
    }

    boolean isForeign() {
        return target.owner().isPresent()
                && !target.owner().equals(call.caller().account());
    }

    Context context(ConditionValues values) {
        return new Context(action, target.arn(), names(call.caller()), values);
    }

    /** Every name by which a Principal element may hit the caller. */
    private static Map<String, Reach> names(Principal caller) {
        var names = new LinkedHashMap<String, Reach>();
        caller.account().ifPresent(account -> {
            names.put(account, Reach.ACCOUNT);
            names.put("arn:aws:iam::" + account + ":root", Reach.ACCOUNT);
        });
        switch (caller) {
            case Principal.User user -> names.put(user.arn(), Reach.PRINCIPAL);
            case Principal.RoleSession session -> {
                names.put(session.roleArn(), Reach.PRINCIPAL);
                names.put(session.arn(), Reach.SESSION);
            }
            case Principal.Service service -> names.put(service.name(), Reach.PRINCIPAL);
        }
        return names;
    }
}
