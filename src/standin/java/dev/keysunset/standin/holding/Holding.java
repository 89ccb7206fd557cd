package dev.keysunset.standin.holding;

import dev.keysunset.standin.key.Place;
import java.time.Instant;

/**
 * A resource that is encrypted with a key.
 *
 * @param name unique in its place among those of its type
 * @param key as the service tells it; which of id, ARN, alias and alias ARN depends on the service and on who made it
 */
public record Holding(Place place, HoldingType type, String name, String key, String status, Instant created) {}
