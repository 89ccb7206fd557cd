package dev.keysunset.engine;

import dev.keysunset.core.Explanation;
import dev.keysunset.core.Interval;
import dev.keysunset.core.RecordedCalls;
import java.util.Map;
import java.util.UUID;

/** The calls on a retirement's members, as the watch has kept their records so far. */
public interface CallRecords {
    /** Of very many calls the first, the latest, and what shows who works again. */
    RecordedCalls of(Span span);

    /** The same in short, counted where the records are, at once for all that are asked for. */
    Map<UUID, Explanation.Brief> briefs(Map<UUID, Span> asked);

    /** The calls on a retirement's members within a time. */
    record Span(UUID retirementId, Interval range) {}
}
