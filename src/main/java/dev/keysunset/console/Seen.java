package dev.keysunset.console;

import dev.keysunset.web.ETag;
import dev.keysunset.web.ProblemKind;
import java.util.Optional;

/** The version that stood on the page a form came from, as the API wants to hear it. */
public final class Seen {
    private Seen() {}

    /** As {@code If-Match}. */
    public static Optional<String> of(Optional<String> version) {
        return version.map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw ProblemKind.INVALID
                        .with("version is not the version of anything.", "Open the page again and use its form.")
                        .field("version")
                        .exception();
            }
            return new ETag(Long.parseLong(text)).toString();
        });
    }
}
