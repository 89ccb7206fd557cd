package dev.keysunset.engine;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import java.time.Instant;
import java.util.UUID;

/** The statement in a key's policy by which AWS itself refuses everybody to disable or schedule a key that was used lately. */
public interface KeyGuardrails {
    /** A key policy in AWS's own text. The hash is the same for another white space or order of members. */
    record PolicyText(String text, String hash) {}

    /** The policy as it stands. */
    Reading<PolicyText> policy(KeyArn keyArn);

    /** What the policy would be with a statement that refuses both calls until the key was unused for so many whole days. */
    Draft draft(String policy, int days);

    /**
     * One attempt to replace the policy, under a session that AWS refuses from {@code until} on.
     *
     * @return {@code Unknown} whenever it may have taken effect although no answer came
     */
    Outcome put(UUID proposalId, KeyArn keyArn, String policy, Instant until);

    /** What there is to propose. */
    sealed interface Draft {
        /**
         * The policy with one statement more; all else in it means what it meant.
         *
         * @param sid by which the statement is found again
         */
        record Added(String policy, String sid) implements Draft {}

        /** It refuses both calls to everybody for so long, or longer, already. */
        record Present(String told) implements Draft {}

        /** AWS would not take it. */
        record Impossible(String because) implements Draft {}
    }
}
