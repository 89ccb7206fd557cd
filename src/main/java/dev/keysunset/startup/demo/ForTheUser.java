package dev.keysunset.startup.demo;

import java.util.Collection;
import java.util.Set;

/** What the demo's people leave to whoever is watching, by alias. */
final class ForTheUser {
    private static final Set<String> TO_SUBMIT = Set.of("alias/invoice-pdf", "alias/survey-2022", "alias/guarded-lake");
    private static final Set<String> TO_DECIDE = Set.of("alias/webhook-mac", "alias/hsm-import", "alias/gift-cards");

    private ForTheUser() {}

    static boolean leavesToSubmit(Collection<String> aliases) {
        return aliases.stream().anyMatch(TO_SUBMIT::contains);
    }

    /** What you submit is yours to see through as well. */
    static boolean leavesToDecide(Collection<String> aliases) {
        return aliases.stream().anyMatch(alias -> TO_DECIDE.contains(alias) || TO_SUBMIT.contains(alias));
    }
}
