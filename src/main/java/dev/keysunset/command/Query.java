package dev.keysunset.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A path below the API's, with what is asked. */
record Query(String text) {
    Query with(String name, Optional<String> value) {
        return value.map(given -> with(name, given)).orElse(this);
    }

    Query with(String name, String value) {
        return new Query(text + (text.contains("?") ? "&" : "?") + name + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
