package dev.keysunset.core;

import java.util.Comparator;

/** One account in one Region: what quotas, feeds and sessions are counted by. */
public record Place(String accountId, String region) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::accountId).thenComparing(Place::region);

    @Override
    public String toString() {
        return accountId + "/" + region;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
