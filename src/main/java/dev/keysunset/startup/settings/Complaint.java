package dev.keysunset.startup.settings;

import java.time.Duration;
import java.util.stream.Stream;

/** One setting that the service does not start with, and why. */
public record Complaint(String property, String why) {
    static Stream<Complaint> when(boolean wrong, String property, String why) {
        return wrong ? Stream.of(new Complaint(property, why)) : Stream.empty();
    }

    static Stream<Complaint> unlessPositive(String property, Duration value) {
        return when(!value.isPositive(), property, value + " is no time at all; give a positive duration");
    }

    @Override
    public String toString() {
        return property + ": " + why;
    }
}
