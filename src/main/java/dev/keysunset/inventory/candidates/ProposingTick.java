package dev.keysunset.inventory.candidates;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies the rules from time to time, on every replica. */
@ApplicationScoped
class ProposingTick {
    private final Proposing proposing;

    ProposingTick(Proposing proposing) {
        this.proposing = proposing;
    }

    @Scheduled(
            every = "{keysunset.candidates.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "candidates")
    @RunOnVirtualThread
    void look() {
        proposing.run();
    }
}
