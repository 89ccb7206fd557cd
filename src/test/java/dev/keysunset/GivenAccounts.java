package dev.keysunset;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Accounts that the test names, with no role of ours in them. */
public record GivenAccounts(SortedSet<Place> places, Optional<String> called) implements Accounts {
    public static GivenAccounts none() {
        return new GivenAccounts(new TreeSet<>(), Optional.empty());
    }

    /** One account, by what people call it. */
    public static GivenAccounts of(String name, SortedSet<Place> places) {
        return new GivenAccounts(places, Optional.of(name));
    }

    @Override
    public Optional<String> name(String accountId) {
        return called;
    }

    @Override
    public Optional<String> memberRoleArn(String accountId) {
        return Optional.empty();
    }
}
