package dev.keysunset.command;

import java.util.Optional;

/**
 * What the service answered.
 *
 * @param body as it came
 * @param json the same, read; empty in every part where it is no JSON
 * @param etag of what was read, quotes included
 */
record Answer(int status, String body, Json json, Optional<String> etag) {
    boolean ok() {
        return status / 100 == 2;
    }

    /** Whether it is a problem as RFC 9457 has it: anything else comes from somebody in between. */
    boolean problem() {
        return json.text("/title").isPresent() && json.text("/detail").isPresent();
    }
}
