package dev.keysunset.core;

import java.time.Instant;
import java.util.List;

/**
 * What was found of one kind of resource in a key's account and Region.
 *
 * @param naming those that name the key; never empty because something could not be read
 * @param readAt when the service was asked
 */
public record DependantAnswer(Dependant.Type type, Reading<List<Dependant>> naming, Instant readAt) {}
