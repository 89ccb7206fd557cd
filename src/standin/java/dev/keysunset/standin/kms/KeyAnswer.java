package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Json;
import java.util.Optional;

/** Answers that name a key, always by its ARN. */
final class KeyAnswer {
    private KeyAnswer() {}

    static ObjectNode naming(Key key) {
        return Json.object().put("KeyId", key.arn().toString());
    }

    /** Adds which material of the key is current, which only symmetric keys can change. */
    static void material(ObjectNode answer, String member, Key key) {
        if (key.blueprint().spec() == KeySpec.SYMMETRIC_DEFAULT) {
            answer.put(member, key.material().current().id());
        }
    }

    /**
     * A change with an empty answer; its record names the key all the same, since December 2022. AWS KMS Developer Guide,
     * "Logging AWS KMS API calls with AWS CloudTrail".
     */
    static Answer changed(Key key) {
        return new Answer(Json.object(), Optional.of(naming(key)));
    }
}
