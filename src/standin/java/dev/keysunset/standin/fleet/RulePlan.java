package dev.keysunset.standin.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.Place;

/**
 * An EventBridge rule to begin with, and the queues of its place that it fills.
 *
 * @param state as PutRule takes it
 * @param pattern the event pattern
 * @param queue the name of the queue
 * @param deadLetters the name of the queue for what cannot be delivered or is received too often
 */
public record RulePlan(Place place, String name, String state, JsonNode pattern, String queue, String deadLetters) {}
