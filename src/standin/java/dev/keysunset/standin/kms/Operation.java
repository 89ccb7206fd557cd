package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One KMS operation: what it is about, what it needs, and how it is carried out. */
sealed interface Operation {
    String name();

    /** As CloudTrail marks it; cryptographic operations count as reads. */
    boolean readOnly();

    /** An operation on an account's keys as a whole. */
    record OnAccount(String name, boolean readOnly, Function<Call, Answer> handler) implements Operation {}

    /** An operation on one key. */
    record OnKey(String name, Traits traits, Function<KeyCall, Answer> handler) implements Operation {
        /** A cryptographic operation; its success counts as use of the key. */
        static OnKey use(String name, Naming naming, Function<KeyCall, ObjectNode> handler) {
            return use(name, naming, Rule.CRYPTOGRAPHY, handler);
        }

        /** A cryptographic operation with a row of its own in the key state table. */
        static OnKey use(String name, Naming naming, Rule rule, Function<KeyCall, ObjectNode> handler) {
            return new OnKey(name, new Traits(naming, rule, true, true), handler.andThen(Answer::read));
        }

        @Override
        public boolean readOnly() {
            return traits.readOnly();
        }
    }

    /** ReEncrypt: a call on each of two keys. Its success counts as use of both. */
    record OnTwoKeys(String name, BiFunction<KeyCall, KeyCall, ObjectNode> handler) implements Operation {
        static final Traits SOURCE = new Traits(Naming.CIPHERTEXT, Rule.CRYPTOGRAPHY, true, true);
        static final Traits DESTINATION = new Traits(Naming.ALIAS_TOO, Rule.CRYPTOGRAPHY, true, true);

        @Override
        public boolean readOnly() {
            return true;
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
}
