package dev.keysunset.console.steer;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.retirement.restraints.Stops;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * The big red button.
 *
 * @param reaches where a stop can be set
 */
public record StopPage(Frame frame, List<Reach> reaches, List<Stops.StopEntry> history, Optional<Shut> shut)
        implements TemplateInstance {
    /** @param account empty for everywhere */
    public record Reach(String account, String name) {}
}
