package dev.keysunset.standin.storybook;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The keys to begin with. */
public sealed interface FleetChoice {
    FleetChoice NONE = new None();
    FleetChoice DEMO = new Named("demo");

    record None() implements FleetChoice {}

    /** A fleet that comes with the stand-in. */
    record Named(String name) implements FleetChoice {}

    /** A fleet that somebody wrote. */
    record Written(Path file) implements FleetChoice {}

    /** So many keys, whose stories are drawn by their weights. */
    record Drawn(int keys, List<String> accounts, List<String> regions) implements FleetChoice {
        private static final int MOST = 1_000_000;

        public Drawn {
            if (keys < 1 || keys > MOST) {
                throw new IllegalArgumentException("A fleet has 1 to " + MOST + " keys, not " + keys);
            }
            if (accounts.isEmpty() || regions.isEmpty()) {
                throw new IllegalArgumentException("A fleet needs an account and a Region");
            }
            accounts = List.copyOf(accounts);
            regions = List.copyOf(regions);
        }
    }

    /** The accounts of fleets: those of the demo, and others that are as easy to tell apart. */
    static List<String> accounts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> switch (i) {
                    case 0 -> "111122223333";
                    case 1 -> "444455556666";
                    default -> "%012d".formatted(200_000_000_000L + i);
                })
                .toList();
    }
}
