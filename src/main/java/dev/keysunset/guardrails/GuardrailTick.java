package dev.keysunset.guardrails;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds out what became of calls whose answer was lost, also of those of a replica that is no more. Two that look at once agree. */
@ApplicationScoped
class GuardrailTick {
    private final GuardrailStore store;
    private final Applying applying;

    GuardrailTick(GuardrailStore store, Applying applying) {
        this.store = store;
        this.applying = applying;
    }

    @Scheduled(
            every = "{keysunset.guardrails.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "guardrails")
    @RunOnVirtualThread
    void look() {
        store.unsettled().forEach(applying::lookAgain);
    }
}
