package dev.keysunset.console.steer;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.retirement.Stops;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** The big red button. */
public record StopPage(Frame frame, List<Stops.StopEntry> history, Optional<Shut> shut) implements TemplateInstance {}
