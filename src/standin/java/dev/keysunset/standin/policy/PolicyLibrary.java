package dev.keysunset.standin.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/** Policies by their text, each read once: the keys of a fleet have few different ones. */
public final class PolicyLibrary {
    private static final int KEPT = 20_000;

    private final Map<String, Policy> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Policy> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * The policy a document holds.
     *
     * @throws MalformedPolicyException if it cannot be read
     */
    public Policy of(String document) {
        return read.computeIfAbsent(document, Policy::parse);
    }
}
