package dev.keysunset.standin.fleet;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.Use;
import dev.keysunset.standin.permission.TrailingDays;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.wire.EventIds;
import java.time.Instant;

/** What happened to keys before the world began, as KMS and the event history would remember it. */
public final class Past {
    private final DomainClock clock;
    private final Application application;
    private final TrailingDays trailingDays;
    private final Trail trail;
    private final Ids ids;

    public Past(DomainClock clock, Application application, TrailingDays trailingDays, Trail trail, Ids ids) {
        this.clock = clock;
        this.application = application;
        this.trailingDays = trailingDays;
        this.trail = trail;
        this.ids = ids;
    }

    /** Uses from before the start of tracking left no trace. */
    void remember(Key key, KeyPlan plan) {
        plan.lastUsedAgo()
                .map(clock.now()::minus)
                .filter(trailingDays::knows)
                .ifPresent(at -> remember(key, plan.formerUse(), at));
    }

    private void remember(Key key, KeyUse use, Instant at) {
        var arn = key.arn();
        var requestId = ids.uuid();
        var eventId = EventIds.of(requestId, use.operation(), arn.region()).in(arn.account());
        key.lastUse().add(new Use(use.operation(), at, eventId, requestId, at));
        trail.recall(arn, at, () -> application.past(arn, use, requestId, at));
    }
}
