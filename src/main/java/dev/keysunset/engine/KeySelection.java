package dev.keysunset.engine;

import java.util.Optional;

/** Which keys of the inventory are meant, in the words that people use for it. What is absent does not narrow. */
public record KeySelection(
        Optional<String> idleFor,
        Optional<String> usage,
        Optional<String> account,
        Optional<String> region,
        Optional<String> state,
        Optional<String> owner,
        Optional<String> olderThan,
        Optional<String> q) {}
