package dev.keysunset.core;

import java.util.List;

/**
 * The calls that explain a rollback, oldest first.
 *
 * @param leftOut how many calls between the first and the latest were left out, because there are too many to tell each
 */
public record RecordedCalls(List<RecordedCall> calls, long leftOut) {}
