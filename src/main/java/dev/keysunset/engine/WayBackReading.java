package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.WayBackFacts;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads whether the service's own role may bring a key back, when it last did so nearby, and what a canary key says. */
@ApplicationScoped
public class WayBackReading {
    private final Rights rights;
    private final KeysBroughtBack broughtBack;
    private final Rehearsals rehearsals;

    public WayBackReading(Rights rights, KeysBroughtBack broughtBack, Rehearsals rehearsals) {
        this.rights = rights;
        this.broughtBack = broughtBack;
        this.rehearsals = rehearsals;
    }

    WayBackFacts facts(KeyArn keyArn) {
        return new WayBackFacts(
                rights.toBringBack(keyArn), broughtBack.lastIn(keyArn.place()), rehearsals.latest(keyArn.place()));
    }
}
