package dev.keysunset.core;

/** One account in one Region: what quotas, feeds and sessions are counted by. */
public record Place(String accountId, String region) implements Comparable<Place> {
    @Override
    public String toString() {
        return accountId + "/" + region;
    }

    @Override
    public int compareTo(Place other) {
        return toString().compareTo(other.toString());
    }
}
