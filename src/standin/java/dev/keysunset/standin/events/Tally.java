package dev.keysunset.standin.events;

/**
 * What became of events that rules took.
 *
 * @param delivered they reached their target
 * @param deadLettered they reached the target's dead-letter queue instead
 * @param lost they reached nothing, and nobody was told
 */
public record Tally(long delivered, long deadLettered, long lost) {}
