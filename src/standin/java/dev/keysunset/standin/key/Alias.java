package dev.keysunset.standin.key;

import java.time.Instant;

/**
 * A friendly name, {@code alias/…}, of a key in the same place.
 *
 * @param updated when it was last made to lead to a key
 */
public record Alias(Place place, String name, String targetKeyId, Instant created, Instant updated) {
    public Alias(Place place, String name, String targetKeyId, Instant created) {
        this(place, name, targetKeyId, created, created);
    }

    public static String arn(Place place, String name) {
        return "arn:aws:kms:" + place.region() + ":" + place.account() + ":" + name;
    }

    public String arn() {
        return arn(place, name);
    }

    public KeyArn target() {
        return new KeyArn(place, targetKeyId);
    }
}
