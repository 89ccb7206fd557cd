package dev.keysunset.console.estate;

import dev.keysunset.console.Shut;
import dev.keysunset.watch.guards.GuardsResource;
import java.util.Optional;

/**
 * The guard on a key.
 *
 * @param latest the one in force, or the last there was
 * @param unwatched whether others made the key unusable, and no retirement watches it
 * @param shut why this person may neither set nor end one
 * @param address of the forms
 */
public record GuardPanel(
        Optional<GuardsResource.GuardView> latest, boolean unwatched, Optional<Shut> shut, String address) {
    /** Whether one can be set. */
    public boolean offered() {
        return unwatched && !inForce();
    }

    /** Whether one watches the key now. */
    public boolean inForce() {
        return latest.filter(guard -> guard.ended().isEmpty()).isPresent();
    }

    /** Whether there is anything to show or to do. */
    public boolean shown() {
        return unwatched || latest.isPresent();
    }
}
