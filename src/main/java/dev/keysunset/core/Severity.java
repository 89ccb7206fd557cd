package dev.keysunset.core;

/** How much a finding weighs. A {@code BLOCKER} ends the journey at a gate; nobody can approve past it. */
public enum Severity {
    INFO,
    WARNING,
    BLOCKER
}
