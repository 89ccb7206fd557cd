package dev.keysunset.engine;

import dev.keysunset.core.Explanation;
import dev.keysunset.core.Interval;
import dev.keysunset.core.RecordedCalls;
import java.util.UUID;

/** The calls on a retirement's members, as the watch has kept their records so far. */
public interface CallRecords {
    /** Of very many calls the first, the latest, and what shows who works again. */
    RecordedCalls of(UUID retirementId, Interval range);

    /** The same in short, counted where the records are. */
    Explanation.Brief brief(UUID retirementId, Interval range);
}
