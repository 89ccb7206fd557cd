package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Optional;

/**
 * What every call on a key passes, in this order: the key exists, the caller may, the key's state allows it. That
 * permission comes before state is what denial texts suggest; AWS does not document it.
 */
record Gate(KeyNames names, Authorizer authorizer, StateTable states) {

    void admit(Call call) {
        authorizer.admit(call);
    }

    /**
     * Lets a call on a key through.
     *
     * @throws AwsError naming what stands in the way
     */
    Key admit(Call call, OnKey operation) {
        var traits = operation.traits();
        var key = names.resolve(traits.naming(), call);
        var foreign = !call.caller().account().equals(Optional.of(key.arn().account()));
        if (foreign && !traits.crossAccount()) {
            throw authorizer.foreignAccount(call, key);
        }
        authorizer.admit(call, key);
        states.check(traits.rule(), key);
        return key;
    }

    /** The key a call names, as far as the request alone tells. */
    Optional<KeyArn> subject(Call call, OnKey operation) {
        try {
            return Optional.of(names.arn(operation.traits().naming(), call));
        } catch (AwsError unnamed) {
            return Optional.empty();
        }
    }
}
