package dev.keysunset.console.steer;

import dev.keysunset.console.Frame;
import dev.keysunset.retirement.view.TimelineSearch;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** The history of all retirements, searched. */
public record HistoryPage(
        Frame frame, Filter filter, List<String> kinds, List<TimelineSearch.Found> items, Optional<String> next)
        implements TemplateInstance {
    /** As it was asked for. */
    public record Filter(Optional<String> q, Optional<String> kind, Optional<String> actor) {}
}
