package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A rollback that a key went through in a retirement before.
 *
 * @param because what set it off
 * @param resolution what on-call found out; empty while nobody has resolved it
 */
public record EarlierRollback(KeyArn keyArn, Instant at, Cause because, Optional<Resolution> resolution) {
    /** @param rootCause empty where it was resolved in words alone */
    public record Resolution(Optional<RootCause> rootCause, String by, String text) {}

    /** Whoever decides on the key again has to know; nothing of it forbids to. */
    Finding finding() {
        return resolution.map(this::resolved).orElseGet(this::unresolved);
    }

    private Finding resolved(Resolution found) {
        // Resolved in words alone, it may be anything.
        var cause = found.rootCause().orElse(RootCause.OTHER);
        return new Finding(
                cause.severity(),
                Finding.Kind.ROLLED_BACK_BEFORE,
                keyArn,
                began() + found.by() + " resolved it"
                        + found.rootCause()
                                .map(known -> " as " + known + " (" + known.text() + ")")
                                .orElse("")
                        + ": " + found.text(),
                cause.remedy());
    }

    private Finding unresolved() {
        return new Finding(
                Severity.WARNING,
                Finding.Kind.ROLLED_BACK_BEFORE,
                keyArn,
                began() + "Nobody has resolved it: what needed the key is not known.",
                "Find out, and resolve that rollback, before it is approved.");
    }

    private String began() {
        return "Rolled back at " + at + " because " + because.text() + ". ";
    }
}
