package dev.keysunset.console;

import dev.keysunset.core.KeyArn;
import org.jboss.resteasy.reactive.RestPath;

/** Which key a page is about, as its path says. */
public record KeyAddress(
        @RestPath String account,
        @RestPath String region,
        @RestPath String keyId) {
    /** Of the page, and below it of its forms. */
    public static final String PATH = "/keys/{account}/{region}/{keyId}";

    public static KeyAddress of(KeyArn keyArn) {
        return new KeyAddress(keyArn.accountId(), keyArn.region(), keyArn.keyId());
    }

    @Override
    public String toString() {
        return "/keys/" + account + "/" + region + "/" + keyId;
    }
}
