package dev.keysunset.standin.kms;

import static dev.keysunset.standin.key.KeyState.CREATING;
import static dev.keysunset.standin.key.KeyState.DISABLED;
import static dev.keysunset.standin.key.KeyState.ENABLED;
import static dev.keysunset.standin.key.KeyState.PENDING_DELETION;
import static dev.keysunset.standin.key.KeyState.PENDING_IMPORT;
import static dev.keysunset.standin.key.KeyState.PENDING_REPLICA_DELETION;
import static dev.keysunset.standin.key.KeyState.UNAVAILABLE;
import static dev.keysunset.standin.key.KeyState.UPDATING;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which operation works in which key state: what a row does not refuse, succeeds.
 * AWS KMS Developer Guide, "Key states of AWS KMS keys", the table and its footnotes.
 */
final class StateTable {
    private final Map<Rule, Map<KeyState, Refusal>> rows = new EnumMap<>(Rule.class);

    /**
     * The table as AWS prints it.
     *
     * @param pendingAsDisabled AWS documents two codes for a cryptographic call on a key pending deletion; true for
     *     DisabledException, false for KMSInvalidStateException
     */
    StateTable(boolean pendingAsDisabled) {
        var pending = pendingAsDisabled ? Refusal.PENDING_DELETION_AS_DISABLED : Refusal.PENDING_DELETION;
        row(Rule.ANY_STATE, Map.of());
        row(Rule.LABEL, awaitingDeletion(Refusal.PENDING_DELETION, Map.of()));
        row(Rule.SCHEDULE_DELETION, awaitingDeletion(Refusal.PENDING_DELETION, Map.of(UPDATING, Refusal.UPDATING)));
        row(
                Rule.SWITCH,
                awaitingDeletion(
                        Refusal.PENDING_DELETION,
                        Map.of(
                                PENDING_IMPORT, Refusal.PENDING_IMPORT,
                                CREATING, Refusal.CREATING,
                                UPDATING, Refusal.UPDATING)));
        row(
                Rule.CANCEL_DELETION,
                Map.of(
                        ENABLED, Refusal.NOT_PENDING_DELETION,
                        DISABLED, Refusal.NOT_PENDING_DELETION,
                        PENDING_IMPORT, Refusal.NOT_PENDING_DELETION,
                        UNAVAILABLE, Refusal.NOT_PENDING_DELETION,
                        CREATING, Refusal.NOT_PENDING_DELETION,
                        UPDATING, Refusal.NOT_PENDING_DELETION));
        row(
                Rule.CRYPTOGRAPHY,
                awaitingDeletion(
                        pending,
                        Map.of(
                                DISABLED, Refusal.DISABLED,
                                PENDING_IMPORT, Refusal.PENDING_IMPORT,
                                UNAVAILABLE, Refusal.UNAVAILABLE,
                                CREATING, Refusal.CREATING)));
        row(Rule.PUBLIC_KEY, awaitingDeletion(pending, Map.of(CREATING, Refusal.CREATING)));
        row(
                Rule.CREATE_GRANT,
                awaitingDeletion(
                        pending,
                        Map.of(
                                DISABLED, Refusal.DISABLED,
                                PENDING_IMPORT, Refusal.PENDING_IMPORT,
                                CREATING, Refusal.CREATING)));
        row(
                Rule.REPLICATE,
                awaitingDeletion(
                        pending,
                        Map.of(
                                DISABLED, Refusal.DISABLED,
                                PENDING_IMPORT, Refusal.PENDING_IMPORT,
                                CREATING, Refusal.CREATING,
                                UPDATING, Refusal.UPDATING)));
    }

    /**
     * Lets an operation through if the key's state allows it.
     *
     * @throws dev.keysunset.standin.wire.AwsError if the key's state refuses the operation
     */
    void check(Rule rule, Key key) {
        Optional.ofNullable(rows.getOrDefault(rule, Map.of()).get(key.state())).ifPresent(refusal -> {
            throw refusal.of(key);
        });
    }

    private void row(Rule rule, Map<KeyState, Refusal> refusals) {
        rows.put(rule, refusals);
    }

    private static Map<KeyState, Refusal> awaitingDeletion(Refusal refusal, Map<KeyState, Refusal> others) {
        var row = new EnumMap<KeyState, Refusal>(KeyState.class);
        row.putAll(others);
        row.put(PENDING_DELETION, refusal);
        row.put(PENDING_REPLICA_DELETION, refusal);
        return row;
    }
}
