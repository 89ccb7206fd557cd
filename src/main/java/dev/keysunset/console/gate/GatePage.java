package dev.keysunset.console.gate;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.console.journey.Picture;
import dev.keysunset.inventory.KeyDetail;
import dev.keysunset.retirement.api.VerdictDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * One screen to decide on.
 *
 * @param shut why this person cannot decide now, where that is so
 * @param own this person submitted it
 */
public record GatePage(
        Frame frame,
        GateView gate,
        List<KeyDetail> keys,
        List<Change> changes,
        Watched watched,
        Optional<Shut> shut,
        boolean own)
        implements TemplateInstance {

    /** What the watch has shown so far; at the DISABLE gate, where nothing is watched yet, there is no verdict. */
    public record Watched(Optional<VerdictDocument> verdict, Picture picture) {}

    /** What was found otherwise at the DISABLE gate: {@code before} or {@code now} is absent where there was nothing. */
    public record Change(String kind, String keyArn, Optional<String> before, Optional<String> now) {}
}
