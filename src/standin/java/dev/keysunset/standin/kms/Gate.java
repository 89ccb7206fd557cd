package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Optional;

/**
 * What every call on a key passes, in this order: the key exists, the caller may, the key's state allows it. That
 * permission comes before state is what denial texts suggest; AWS does not document it, so a setting turns it round.
 */
record Gate(KeyNames names, Authorizer authorizer, StateTable states, Consistency consistency, Settings settings) {

    void admit(Call call) {
        authorizer.admit(call);
    }

    /**
     * Lets a call on a key through.
     *
     * @throws AwsError naming what stands in the way
     */
    KeyCall admit(Call call, Traits traits) {
        var authorized = authorize(call, traits);
        examine(authorized, traits);
        return authorized;
    }

    /**
     * The first half of admission: the key exists and the caller may.
     *
     * @throws AwsError naming what stands in the way
     */
    KeyCall authorize(Call call, Traits traits) {
        var key = names.resolve(traits.naming(), call);
        if (settings.get(KmsBehaviour.STATE_BEFORE_PERMISSION)) {
            lookAtState(new KeyCall(call, key), traits);
        }
        var foreign = !call.caller().account().equals(Optional.of(key.arn().account()));
        if (foreign && !traits.crossAccount()) {
            throw authorizer.foreignAccount(call, key);
        }
        authorizer.admit(call, key);
        return new KeyCall(call, key);
    }

    /**
     * The second half of admission: the key's state allows it, and the ciphertext is one of this key if it is looked at
     * so early.
     *
     * @throws AwsError naming what stands in the way
     */
    void examine(KeyCall call, Traits traits) {
        if (traits.naming() == Naming.CIPHERTEXT && settings.get(KmsBehaviour.CIPHERTEXT_BEFORE_STATE)) {
            Ciphertext.requireReadable(call);
        }
        lookAtState(call, traits);
    }

    /** The key a call names, as far as the request alone tells. */
    Optional<KeyArn> subject(Call call, Traits traits) {
        try {
            return Optional.of(names.arn(traits.naming(), call));
        } catch (AwsError unnamed) {
            return Optional.empty();
        }
    }

    /**
     * The state is the one that the operation meets, which is not always the key's newest. A dry run may be spared this,
     * but a key without material cannot even be tried.
     */
    private void lookAtState(KeyCall call, Traits traits) {
        if (!DryRun.isAsked(call.call())
                || settings.get(KmsBehaviour.DRY_RUN_CHECKS_STATE)
                || call.key().material().isEmpty()) {
            states.check(traits.rule(), call.key(), consistency.met(traits.rule(), call.key()));
        }
    }
}
