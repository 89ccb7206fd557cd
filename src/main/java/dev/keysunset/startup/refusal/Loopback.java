package dev.keysunset.startup.refusal;

import java.net.URI;
import java.util.Set;

/** This machine, as others cannot reach it. */
public final class Loopback {
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    public static boolean hosts(URI uri) {
        return HOSTS.contains(String.valueOf(uri.getHost()));
    }
}
