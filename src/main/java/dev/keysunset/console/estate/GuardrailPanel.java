package dev.keysunset.console.estate;

import dev.keysunset.console.Shut;
import dev.keysunset.guardrails.GuardrailDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The guardrails of a key.
 *
 * @param all ever proposed, the latest first
 * @param unrestrained whether one can be added to the key's policy at all
 * @param address of the forms
 */
public record GuardrailPanel(List<GuardrailDocument> all, boolean unrestrained, Person person, String address) {
    private static final Set<String> UNDER_WAY = Set.of("PROPOSED", "APPLYING", "UNKNOWN");

    /**
     * Who looks at it.
     *
     * @param mine they proposed the latest
     * @param shutToPropose why they may not propose one
     * @param shutToDecide why they may not decide on the one that is proposed
     */
    public record Person(boolean mine, Optional<Shut> shutToPropose, Optional<Shut> shutToDecide) {}

    public Optional<GuardrailDocument> latest() {
        return all.stream().findFirst();
    }

    /** Those before the latest. */
    public List<GuardrailDocument> former() {
        return all.stream().skip(1).toList();
    }

    /** Whether the latest waits for an approver. */
    public boolean waiting() {
        return latestIs(Set.of("PROPOSED"));
    }

    public boolean added() {
        return latestIs(Set.of("ADDED"));
    }

    /** Whether another one can be proposed. */
    public boolean offered() {
        return unrestrained && !latestIs(UNDER_WAY);
    }

    /** Whether there is anything to show or to do. */
    public boolean shown() {
        return unrestrained || !all.isEmpty();
    }

    private boolean latestIs(Set<String> states) {
        return latest().filter(guardrail -> states.contains(guardrail.summary().state()))
                .isPresent();
    }
}
