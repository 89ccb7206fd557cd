package dev.keysunset.standin.key;

import java.time.Instant;

/** A friendly name, {@code alias/…}, of a key in the same place. */
public record Alias(Place place, String name, String targetKeyId, Instant created) {
    public String arn() {
        return "arn:aws:kms:" + place.region() + ":" + place.account() + ":" + name;
    }
}
