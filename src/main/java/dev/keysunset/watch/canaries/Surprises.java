package dev.keysunset.watch.canaries;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.Alarm;
import dev.keysunset.watch.canaries.CanaryLedger.Canary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A canary that succeeded: its key is not disabled, whatever AWS answered before. Joins the caller's transaction. */
@ApplicationScoped
class Surprises {
    private final WatchedKeys watchedKeys;
    private final Notifier notifier;

    Surprises(WatchedKeys watchedKeys, Notifier notifier) {
        this.watchedKeys = watchedKeys;
        this.notifier = notifier;
    }

    /** Has its retirement look at once, and people as well. */
    void sprung(Canary canary, Instant at) {
        watchedKeys.wake(canary.retirementId().stream()
                .map(retirementId -> new Alarm(retirementId, Optional.empty()))
                .toList());
        var keyArn = canary.keyArn();
        notifier.tell(new Notification(
                Kind.CANARY_SURPRISED,
                new About(
                        canary.retirementId().map(id -> "retirement:" + id).orElse("canary:" + keyArn),
                        Optional.of(keyArn.accountId()),
                        canary.retirementId(),
                        Optional.empty(),
                        List.of(keyArn.toString())),
                new Words(
                        "A key that should be disabled is not",
                        "The canary " + canary.id() + " on " + keyArn + " succeeded at " + at + ".",
                        Optional.of("Find out who enabled it: the retirement shows what CloudTrail says.")),
                new Once("canary:" + canary.id(), at)));
    }
}
