package dev.keysunset.console;

/** Why something cannot be done now, and what would free it. */
public record Shut(String because, String remedy) {}
