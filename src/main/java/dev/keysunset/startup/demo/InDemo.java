package dev.keysunset.startup.demo;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets the demo's people act in the demo and nowhere else. */
@ApplicationScoped
class InDemo implements Scheduled.SkipPredicate {
    private final boolean demo;

    InDemo(DemoSettings settings) {
        this.demo = settings.enabled().orElse(false);
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !demo;
    }
}
