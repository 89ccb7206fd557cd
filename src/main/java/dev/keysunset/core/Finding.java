package dev.keysunset.core;

/** One thing worth knowing before a gate, with what can be done about it. */
public record Finding(Severity severity, Kind kind, KeyArn keyArn, String detail, String remedy) {
    public enum Kind {
        USED_RECENTLY,
        IDLE_TOO_SHORT,
        USAGE,
        USAGE_FROM_HISTORY,
        USAGE_FROM_ARCHIVE,
        AWS_MANAGED,
        KEY_STATE,
        KEY_NOT_FOUND,
        EXEMPT,
        ALIASES,
        GRANTS,
        DEPENDANTS,
        DEPENDANTS_UNKNOWN,
        KEY_POLICY,
        WAY_BACK,
        GUARDRAIL,
        PENDING_WINDOW_GUARDRAIL,
        FAMILY_INCOMPLETE,
        IMPORTED_MATERIAL,
        PUBLIC_KEY,
        MANAGED_ELSEWHERE,
        WATCH_DEPENDS_ON_KEY,
        WATCH_FORGETS,
        WINDOW,
        WINDOW_TOO_SHORT,
        ROLLED_BACK_BEFORE
    }
}
