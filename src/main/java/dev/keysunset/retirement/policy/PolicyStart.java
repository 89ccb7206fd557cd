package dev.keysunset.retirement.policy;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Stores the configured policies before the first submission can name one. */
@ApplicationScoped
class PolicyStart {
    private final Policies policies;

    PolicyStart(Policies policies) {
        this.policies = policies;
    }

    void keep(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent started) {
        policies.keep();
    }
}
