package dev.keysunset.core;

/** What needed a key that was rolled back, as on-call found out. */
public enum RootCause {
    NEEDED_BY_WORKLOAD(
            "a workload needs the key",
            Severity.WARNING,
            "See that it was moved to another key. A key that is to stay is exempted by its tag."),
    RESTORE_OR_ARCHIVE(
            "a restore needed the key, or what is archived under it",
            Severity.WARNING,
            "Watch it for as long as its restores are apart. As long as what it encrypts is kept, exempt it by its tag."),
    SCANNER_OR_AUDIT("a scanner or an audit touched the key and does not need it", Severity.INFO, "None needed."),
    TEST("a test or a drill", Severity.INFO, "None needed."),
    FALSE_SIGHTING("nobody needed the key", Severity.INFO, "None needed."),
    OTHER("another cause", Severity.WARNING, "See that what needed it then needs it no more.");

    private final String text;
    private final Severity severity;
    private final String remedy;

    RootCause(String text, Severity severity, String remedy) {
        this.text = text;
        this.severity = severity;
        this.remedy = remedy;
    }

    public String text() {
        return text;
    }

    /** How much it says against retiring the key again. */
    Severity severity() {
        return severity;
    }

    /** What to do before the key is retired again. */
    String remedy() {
        return remedy;
    }
}
