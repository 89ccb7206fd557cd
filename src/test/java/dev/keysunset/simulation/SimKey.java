package dev.keysunset.simulation;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as AWS holds it, with its true history. */
final class SimKey {
    final KeyArn arn;
    final KeyFacts.Family family;
    final KeyState found;
    final Instant created;

    /** What truly happened to its state, ours and others'. */
    final List<Change> history = new ArrayList<>();

    /** When applications truly asked for it, and what became of it. */
    final List<Use> uses = new ArrayList<>();

    KeyState state;
    boolean deleted;

    @Nullable
    Instant deletionDate;

    @Nullable
    Instant lastUse;

    record Change(Instant at, KeyState before, KeyState after, Optional<UUID> effectId) {
        boolean ours() {
            return effectId.isPresent();
        }
    }

    /** @param seenFrom when the record of it can first be read through every feed */
    record Use(Instant at, boolean served, Instant seenFrom) {}

    SimKey(KeyArn arn, KeyFacts.Family family, KeyState found, Instant created) {
        this.arn = arn;
        this.family = family;
        this.found = found;
        this.created = created;
        this.state = found;
    }

    void become(KeyState next, Instant at, Optional<UUID> effectId) {
        if (state != next) {
            history.add(new Change(at, state, next, effectId));
            state = next;
        }
    }

    Optional<Change> lastChange() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    boolean usable() {
        return !deleted && state == KeyState.ENABLED;
    }
}
