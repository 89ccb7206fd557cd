package dev.keysunset.console;

/** Where the page of a key is. */
public final class KeyAddress {
    private KeyAddress() {}

    public static String of(String accountId, String region, String keyId) {
        return "/keys/" + accountId + "/" + region + "/" + keyId;
    }
}
