package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.WayBackFacts;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads whether the service's own role may bring a key back, and when it last did so nearby. */
@ApplicationScoped
public class WayBackReading {
    private final Rights rights;
    private final KeysBroughtBack broughtBack;

    public WayBackReading(Rights rights, KeysBroughtBack broughtBack) {
        this.rights = rights;
        this.broughtBack = broughtBack;
    }

    WayBackFacts facts(KeyArn keyArn) {
        return new WayBackFacts(rights.toBringBack(keyArn), broughtBack.lastIn(keyArn.place()));
    }
}
