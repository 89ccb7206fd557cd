package dev.keysunset.standin.story;

/**
 * An application that uses a key.
 *
 * @param attempts how often it tries in all when a run fails, a day apart, as job schedulers do
 */
public record Workload(Habit habit, KeyUse use, int attempts) {}
