package dev.keysunset.core;

/** What needed a key that was rolled back, as on-call found out. */
public enum RootCause {
    NEEDED_BY_WORKLOAD("a workload needs the key", Severity.WARNING),
    RESTORE_OR_ARCHIVE("a restore needed the key, or what is archived under it", Severity.WARNING),
    SCANNER_OR_AUDIT("a scanner or an audit touched the key and does not need it", Severity.INFO),
    TEST("a test or a drill", Severity.INFO),
    FALSE_SIGHTING("nobody needed the key", Severity.INFO),
    OTHER("another cause", Severity.WARNING);

    private final String text;
    private final Severity severity;

    RootCause(String text, Severity severity) {
        this.text = text;
        this.severity = severity;
    }

    public String text() {
        return text;
    }

    /** How much it says against retiring the key again. */
    Severity severity() {
        return severity;
    }
}
