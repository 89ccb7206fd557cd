package dev.keysunset.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What one pull feed has to show for the members of one retirement.
 *
 * @param reach the places whose records pass through it
 */
public record FeedReport(Feed feed, SortedSet<Place> reach, Evidence evidence, Condition condition) {

    /**
     * @param read what was read completely under the feed's present configuration; where it reads by key, for every member
     * @param canaries which canaries came back through it, by the class of call that they stand for
     * @param tamperings who laid hands on what the feed stands on, failed attempts included
     */
    public record Evidence(Coverage read, List<CanaryClass> canaries, List<Tampering> tamperings) {
        public static final Evidence NONE = new Evidence(Coverage.NONE, List.of(), List.of());

        public Evidence {
            canaries = List.copyOf(canaries);
            tamperings = tamperings.stream()
                    .sorted(Comparator.comparing(Tampering::at))
                    .toList();
        }

        /** Without the canaries and tampering of before. */
        public Evidence since(Instant since) {
            return new Evidence(
                    read,
                    canaries.stream()
                            .map(canaryClass -> canaryClass.since(since))
                            .filter(canaryClass -> !canaryClass.times().isEmpty())
                            .toList(),
                    tamperings.stream()
                            .filter(tampering -> !tampering.at().isBefore(since))
                            .toList());
        }

        /** Those that changed something, oldest first. */
        List<Tampering> tookEffect() {
            return tamperings.stream().filter(Tampering::tookEffect).toList();
        }

        /** When what the feed stands on was changed, oldest first. */
        List<Instant> tampered() {
            return tookEffect().stream().map(Tampering::at).toList();
        }
    }

    /**
     * The canaries of one class that came back through one feed.
     *
     * @param keyUsage AWS's KeyUsage of the keys they were called on: the family of operations that they stand for
     * @param times when they were called, oldest first
     */
    public record CanaryClass(Place place, String keyUsage, List<Instant> times) {
        public CanaryClass {
            times = times.stream().sorted().toList();
        }

        private CanaryClass since(Instant since) {
            return new CanaryClass(
                    place,
                    keyUsage,
                    times.stream().filter(at -> !at.isBefore(since)).toList());
        }
    }

    /**
     * @param trouble why the last poll failed, or what the feed stands on is unfit, where either is so
     * @param reachesBack how far back the feed can be read again: an older gap cannot be repaired
     */
    public record Condition(Optional<String> trouble, Instant reachesBack, Asking asking) {
        /** Of a feed that is read whole. */
        public Condition(Optional<String> trouble, Instant reachesBack) {
            this(trouble, reachesBack, Asking.WHOLE);
        }
    }

    /**
     * Event history can be asked in two ways, each of which proves by itself.
     *
     * @param byKey for one key after the other, and not for everything
     * @param ongoing whether it is still asked so; what was read so before stays read
     */
    public record Asking(boolean byKey, boolean ongoing) {
        static final Asking WHOLE = new Asking(false, true);
    }

    boolean reaches(Place place) {
        return reach.contains(place);
    }

    /** When the canaries that stand for such a key were called. */
    List<Instant> canaries(Place place, String keyUsage) {
        var standing = evidence.canaries().stream()
                .filter(canaries ->
                        canaries.place().equals(place) && canaries.keyUsage().equals(keyUsage))
                .map(CanaryClass::times)
                .toList();
        return standing.size() == 1
                ? standing.getFirst()
                : standing.stream().flatMap(List::stream).sorted().toList();
    }
}
