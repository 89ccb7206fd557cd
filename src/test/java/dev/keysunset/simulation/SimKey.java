package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Somebody will remember it on its last days. */
    boolean neededAtTheLast;

    KeyState state;
    boolean deleted;
    Optional<Instant> destroyedAt = Optional.empty();

    @Nullable
    Instant deletionDate;

    record Cause(Instant at, SimTrail.Author author, SimTrail.Visible visible) {}

    record Change(KeyState before, KeyState after, Cause cause) {
        Instant at() {
            return cause.at();
        }

        boolean ours() {
            return cause.author() instanceof SimTrail.Author.Us;
        }
    }

    record Use(Instant at, boolean served, SimTrail.Visible visible) {
        /** CloudTrail delivered it within its lag, to a feed of this kind. */
        boolean punctual(Feed.Kind kind) {
            return visible.in(kind).isBefore(at.plus(World.LAG));
        }
    }

    SimKey(KeyArn arn, KeyFacts.Family family, KeyState found, Instant created) {
        this.arn = arn;
        this.family = family;
        this.found = found;
        this.created = created;
        this.state = found;
    }

    void become(KeyState next, Cause cause) {
        if (state != next) {
            history.add(new Change(state, next, cause));
            state = next;
        }
    }

    Optional<Change> lastChange() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    /** What others did since our last change. */
    List<Change> sinceOurs() {
        var last = 0;
        for (int i = 0; i < history.size(); i++) {
            last = history.get(i).ours() ? i + 1 : last;
        }
        return history.subList(last, history.size());
    }

    /** Its state without anything we did. */
    KeyState asOthersLeftIt() {
        return history.stream()
                .filter(change -> !change.ours())
                .map(Change::after)
                .reduce((_, later) -> later)
                .orElse(found);
    }

    boolean meddledWith() {
        return history.stream().anyMatch(change -> !change.ours());
    }

    @Override
    public String toString() {
        return arn.keyId() + " " + arn.region();
    }
}
