package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.Optional;
import java.util.function.Function;

/** One KMS operation: what it is about, what it needs, and how it is carried out. */
sealed interface Operation {
    String name();

    /** As CloudTrail marks it; cryptographic operations count as reads. */
    boolean readOnly();

    /** An operation on an account's keys as a whole. */
    record OnAccount(String name, boolean readOnly, Function<Call, Result> handler) implements Operation {}

    /** An operation on one key. */
    record OnKey(String name, Traits traits, Function<KeyCall, Result> handler) implements Operation {
        /** A cryptographic operation; its success counts as use of the key. */
        static OnKey use(String name, Naming naming, Function<KeyCall, ObjectNode> handler) {
            return new OnKey(name, new Traits(naming, Rule.CRYPTOGRAPHY, true, true), handler.andThen(Result::read));
        }

        @Override
        public boolean readOnly() {
            return traits.readOnly();
        }
    }

    /**
     * What operations on a key differ in.
     *
     * @param crossAccount whether callers from other accounts may be admitted at all
     */
    record Traits(Naming naming, Rule rule, boolean readOnly, boolean crossAccount) {}

    /** A call whose key has been found. */
    record KeyCall(Call call, Key key) {}

    /** The answer's body, and what of it CloudTrail writes down. */
    record Result(ObjectNode body, Optional<ObjectNode> responseElements) {
        static Result read(ObjectNode body) {
            return new Result(body, Optional.empty());
        }

        /** A change with an empty answer; its record names the key. */
        static Result changed(Key key) {
            return new Result(Json.object(), Optional.of(naming(key)));
        }

        static ObjectNode naming(Key key) {
            return Json.object().put("KeyId", key.arn().toString());
        }
    }
}
