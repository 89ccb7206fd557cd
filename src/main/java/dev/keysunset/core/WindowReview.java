package dev.keysunset.core;

import static dev.keysunset.core.Severity.INFO;
import static dev.keysunset.core.Severity.WARNING;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a policy's observation window is long enough for those who call a member seldom. */
final class WindowReview {
    private WindowReview() {}

    static Stream<Finding> findings(MemberFacts facts, Duration window) {
        return WindowAdvice.of(facts).map(advice -> finding(facts.keyArn(), advice, window)).stream();
    }

    /** What people decided on: by how much the window is too short, where it is. */
    static Optional<Duration> tooShortFor(MemberFacts facts, Duration window) {
        return WindowAdvice.of(facts).map(WindowAdvice::atLeast).filter(atLeast -> atLeast.compareTo(window) > 0);
    }

    private static Finding finding(KeyArn keyArn, WindowAdvice advice, Duration window) {
        var days = advice.atLeast().toDays();
        return advice.atLeast().compareTo(window) > 0
                ? new Finding(
                        WARNING,
                        Finding.Kind.WINDOW_TOO_SHORT,
                        keyArn,
                        "A window of " + told(window) + " may miss a regular user: watch for " + days
                                + " days or more, because " + advice.because() + ".",
                        "Submit it under a policy with a window of " + days
                                + " days, or have the window extended once it is open. Beyond 90 days it needs a log"
                                + " group that keeps as much.")
                : new Finding(
                        INFO,
                        Finding.Kind.WINDOW,
                        keyArn,
                        "A window of " + told(window) + " is long enough for what is known of its users (" + days
                                + " days): " + advice.because() + ".",
                        "None needed.");
    }

    private static String told(Duration window) {
        return window.toDays() + " days";
    }
}
