package dev.keysunset.startup.demo;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets the demo's people act in the demo and nowhere else. */
@ApplicationScoped
class InDemo implements Scheduled.SkipPredicate {
    private final boolean act;

    InDemo(DemoSettings settings) {
        this.act = settings.enabled().orElse(false) && settings.people();
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !act;
    }
}
