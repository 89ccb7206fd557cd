package dev.keysunset.notify.channel;

import dev.keysunset.engine.Notification.About;
import java.net.URI;
import java.util.Optional;

/** Where people look further. */
final class Pages {
    private Pages() {}

    /** Empty where the service was not told its own address. */
    static Optional<String> of(Optional<URI> baseUrl, About about) {
        return baseUrl.map(URI::toString)
                .map(base -> base.replaceAll("/+$", ""))
                .map(base -> base
                        + about.retirementId().map(id -> "/retirements/" + id).orElse("/"));
    }
}
