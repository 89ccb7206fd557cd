package dev.keysunset.core;

/** Why a retirement waits on a person or a fault, and what would free it. A property, not a state. */
public record Attention(Kind kind, String detail, String remedy) {
    public enum Kind {
        ACCESS_DENIED,
        APPROVAL,
        CAP,
        DRIFT,
        EFFECT_FAILED,
        GUARDRAIL,
        HOLD,
        KEY_LOST,
        KEY_VANISHED,
        STOPPED,
        UNREADABLE,
        WATCH_GAP
    }
}
