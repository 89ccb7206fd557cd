package dev.keysunset.guardrails;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Tells approvers that a guardrail waits for one of them. */
@ApplicationScoped
class GuardrailTidings {
    private final Notifier notifier;

    GuardrailTidings(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Joins the caller's transaction. */
    void proposed(Guardrail guardrail) {
        var thread = "guardrail:" + guardrail.id();
        var keyArn = guardrail.keyArn();
        var wish = guardrail.wish();
        notifier.tell(new Notification(
                Kind.APPROVAL_NEEDED,
                new About(
                        thread,
                        Optional.of(keyArn.accountId()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(keyArn.toString())),
                new Words(
                        "A guardrail waits for an approver",
                        wish.by() + " wants AWS to refuse to disable or schedule " + keyArn
                                + " until it was unused for " + wish.days() + " days: " + wish.reason(),
                        Optional.of(
                                "Somebody else than " + wish.by() + " looks at the change of its policy and decides.")),
                new Once(thread, wish.at())));
    }
}
