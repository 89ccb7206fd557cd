package dev.keysunset.console.gate;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * What waits at the gates.
 *
 * @param everybody whether it shows what waits for others as well
 * @param several some of the items can be approved together
 * @param shut why this person decides nothing at all, where that is so
 */
public record QueuePage(
        Frame frame, boolean everybody, List<Item> items, boolean several, Optional<Shut> shut, List<Outcome> outcomes)
        implements TemplateInstance {

    /**
     * One retirement at its gate.
     *
     * @param plain nothing is flagged, and nothing has to be typed: it can be approved together with others
     */
    public record Item(GateView gate, boolean plain) {}

    /** What became of one of several that were approved together. */
    public record Outcome(String key, boolean recorded, String text) {}
}
