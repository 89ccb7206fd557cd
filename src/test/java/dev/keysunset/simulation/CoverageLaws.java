package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was truly read, and what the watch claims to have read: two bits for every ten minutes of every feed. */
final class CoverageLaws {
    private static final Duration SLOT = Duration.ofMinutes(10);
    private final World world;
    private final Map<Feed, Slots> feeds = new HashMap<>();

    private static final class Slots {
        private static final int PER_DAY = Math.toIntExact(Duration.ofDays(1).dividedBy(SLOT));

        /** Read to the last page, late enough for what CloudTrail delivers within its lag. */
        final BitSet read = new BitSet();

        final BitSet credited = new BitSet();

        /** When it was last read to the last page, in slots, late enough or not. */
        final int[] lastRead;

        Slots(int days) {
            this.lastRead = new int[PER_DAY * (days + 2)];
        }
    }

    CoverageLaws(World world) {
        this.world = world;
        world.feeds
                .feeds()
                .forEach(feed -> feeds.put(feed, new Slots(world.scene.course().days())));
    }

    void onLastPage(Feed feed, Interval range) {
        var slots = slots(feed);
        var ripe = after(world.now.minus(World.LAG)) - 1;
        var until = after(range.to());
        for (int slot = after(range.from()); slot < until; slot++) {
            if (slot <= ripe) {
                slots.read.set(slot);
            }
            slots.lastRead[slot] = after(world.now);
        }
    }

    /** Empty where every credited slot was read; otherwise the first that was not. */
    Optional<Instant> dishonest(Feed feed, Interval credited) {
        var slots = slots(feed);
        var until = after(credited.to());
        for (int slot = after(credited.from()); slot < until; slot++) {
            if (!slots.read.get(slot)) {
                return Optional.of(at(slot));
            }
            slots.credited.set(slot);
        }
        return Optional.empty();
    }

    /** The first slot of the interval that no feed of the place was credited with. */
    Optional<Instant> uncovered(Place place, Interval interval) {
        return first(place, interval, (slots, slot) -> slots.credited.get(slot));
    }

    /** The first slot of the interval that was not read again since then. */
    Optional<Instant> notReadSince(Place place, Interval interval, Instant since) {
        var earliest = after(since) - 1;
        return first(place, interval, (slots, slot) -> slots.lastRead[slot] >= earliest);
    }

    /** The last moment that a feed of the place was credited with. */
    Instant coveredUntil(Place place) {
        return feeds.entrySet().stream()
                .filter(feed -> feed.getKey().place().equals(place))
                .map(feed -> at(feed.getValue().credited.length()))
                .max(Instant::compareTo)
                .orElse(World.START);
    }

    private interface Seen {
        boolean in(Slots slots, int slot);
    }

    private Optional<Instant> first(Place place, Interval interval, Seen seen) {
        var until = after(interval.to());
        for (int slot = after(interval.from()); slot < until; slot++) {
            var each = slot;
            if (feeds.entrySet().stream()
                    .noneMatch(feed -> feed.getKey().place().equals(place) && seen.in(feed.getValue(), each))) {
                return Optional.of(at(slot));
            }
        }
        return Optional.empty();
    }

    private Slots slots(Feed feed) {
        var slots = feeds.get(feed);
        if (slots == null) {
            throw new AssertionError("nobody has " + feed);
        }
        return slots;
    }

    /** The first slot that begins at this moment or later. */
    private static int after(Instant moment) {
        var seconds = Math.max(0, Duration.between(World.START, moment).toSeconds());
        return Math.toIntExact((seconds + SLOT.toSeconds() - 1) / SLOT.toSeconds());
    }

    private static Instant at(int slot) {
        return World.START.plus(SLOT.multipliedBy(slot));
    }
}
