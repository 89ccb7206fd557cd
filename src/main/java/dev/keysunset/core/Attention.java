package dev.keysunset.core;

/** Why a retirement waits on a person or a fault, and what would free it. A property, not a state. */
public record Attention(Kind kind, String detail, String remedy) {
    public enum Kind {
        ACCESS_DENIED,
        APPROVAL,
        CALENDAR,
        CAP,
        CLOCK_SKEW,
        DRIFT,
        EFFECT_FAILED,
        GUARDRAIL,
        HOLD,
        KEY_LOST,
        KEY_VANISHED,
        STOPPED,
        THROTTLED,
        UNREADABLE,
        WATCH_GAP,
        WATCH_THREATENED
    }
}
