package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import java.util.Optional;
import java.util.UUID;

/** Handing in what a rule has proposed. People still approve at both gates. */
public interface ProposedSubmissions {
    /** @param name the same again answers what the first time answered */
    Outcome submit(KeyArn keyArn, Terms terms, String name);

    /** @param rule who hands it in, as approvers and the timeline see it */
    record Terms(String rule, Optional<String> policy, String reason) {}

    sealed interface Outcome {
        record Taken(UUID retirementId) implements Outcome {}

        record Refused(String why) implements Outcome {}

        /** AWS could not be asked; later it may be. */
        record NotNow(String why) implements Outcome {}
    }
}
