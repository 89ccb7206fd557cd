package dev.keysunset.console.gate;

import dev.keysunset.console.Frame;
import dev.keysunset.console.KeyAddress;
import dev.keysunset.console.Shut;
import dev.keysunset.core.KeyArn;
import dev.keysunset.guardrails.GuardrailDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * What waits at the gates.
 *
 * @param everybody whether it shows what waits for others as well
 * @param shut why this person decides nothing at all, where that is so
 */
public record QueuePage(Frame frame, boolean everybody, Queue queue, Optional<Shut> shut, List<Outcome> outcomes)
        implements TemplateInstance {

    /**
     * Those that have waited longest.
     *
     * @param more others wait besides
     * @param guardrails that wait for an approver as well
     */
    public record Queue(List<Item> items, boolean more, List<WaitingGuardrail> guardrails) {
        /** Some of them can be approved together. */
        public boolean several() {
            return items.stream().anyMatch(Item::plain);
        }
    }

    /**
     * One retirement at its gate.
     *
     * @param plain nothing is flagged, and nothing has to be typed: it can be approved together with others
     */
    public record Item(GateView gate, boolean plain) {}

    /**
     * A guardrail that somebody wants in a key policy.
     *
     * @param address of the page where it is decided on
     */
    public record WaitingGuardrail(KeyAddress address, GuardrailDocument.Summary wish) {
        static WaitingGuardrail of(GuardrailDocument.Summary wish) {
            return new WaitingGuardrail(KeyAddress.of(KeyArn.of(wish.keyArn())), wish);
        }
    }

    /** What became of one of several that were approved together. */
    public record Outcome(String key, boolean recorded, String text) {}
}
