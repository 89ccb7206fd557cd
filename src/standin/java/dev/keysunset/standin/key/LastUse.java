package dev.keysunset.standin.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A key's last use; keeps only the newest visible one and those still on their way. */
public final class LastUse {
    private final List<Use> uses = new ArrayList<>();

    public void add(Use use) {
        var newest = visible(use.at());
        uses.removeIf(old -> !old.visibleAt().isAfter(use.at())
                && newest.filter(kept -> !kept.equals(old)).isPresent());
        uses.add(use);
    }

    public Optional<Use> visible(Instant now) {
        return newest(uses.stream().filter(use -> !use.visibleAt().isAfter(now)));
    }

    /** The newest use, whether GetKeyLastUsage tells it yet or not. */
    public Optional<Use> actual() {
        return newest(uses.stream());
    }

    /** Of two uses at one instant it is the one told later. */
    private static Optional<Use> newest(Stream<Use> some) {
        return some.reduce((a, b) -> b.at().isBefore(a.at()) ? a : b);
    }
}
