package dev.keysunset.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a page with what it is asked for, so that a view can be kept and passed on. */
public record Address(String text) {
    public Address with(String name, Optional<String> value) {
        return value.filter(given -> !given.isEmpty())
                .map(given -> new Address(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(given)))
                .orElse(this);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
