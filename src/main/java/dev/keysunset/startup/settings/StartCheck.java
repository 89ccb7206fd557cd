package dev.keysunset.startup.settings;

import java.util.stream.Stream;

/** One subject that must be in order before the service starts. */
@FunctionalInterface
interface StartCheck {
    Stream<Complaint> complaints(Settings settings);
}
