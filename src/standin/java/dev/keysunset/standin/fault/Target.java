package dev.keysunset.standin.fault;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import java.util.EnumMap;
import java.util.Map;

/** The calls that are meant: those that have all these traits. What is absent fits any call. */
public record Target(Map<Trait, String> wanted) {
    public static final Target ANY = new Target(Map.of());

    /** What calls are told apart by. */
    public enum Trait {
        /** As in IAM actions, such as {@code kms}. */
        SERVICE,
        ACTION,
        /** The caller's or, of a record, that of the account that receives it. */
        ACCOUNT,
        REGION,
        /** The key that the call is about. */
        KEY_ARN,
        /** Any part of the caller's ARN, such as the session's name. */
        PRINCIPAL;

        private boolean fits(String value, Subject subject) {
            return subject.values(this).stream()
                    .anyMatch(actual -> this == PRINCIPAL ? actual.contains(value) : actual.equals(value));
        }
    }

    public Target {
        wanted = Map.copyOf(wanted);
    }

    public static Target action(String name) {
        return ANY.with(Trait.ACTION, name);
    }

    public Target in(Place place) {
        return with(Trait.ACCOUNT, place.account()).with(Trait.REGION, place.region());
    }

    public Target key(KeyArn key) {
        return with(Trait.KEY_ARN, key.toString());
    }

    public Target with(Trait trait, String value) {
        var more = new EnumMap<Trait, String>(Trait.class);
        more.putAll(wanted);
        more.put(trait, value);
        return new Target(more);
    }

    boolean hits(Subject subject) {
        return wanted.entrySet().stream().allMatch(trait -> trait.getKey().fits(trait.getValue(), subject));
    }
}
