package dev.keysunset.retirement.policy;

import dev.keysunset.core.Policy;
import java.time.Duration;

/** A policy without its name: what makes a new version when it differs. The guard of effects reads this form in SQL. */
record PolicyRules(
        Duration minIdle,
        Duration observationWindow,
        int pendingWindowInDays,
        Policy.Consent consent,
        Policy.Safety safety) {

    Policy named(Policy.Name name) {
        return new Policy(name, minIdle, observationWindow, pendingWindowInDays, consent, safety);
    }
}
