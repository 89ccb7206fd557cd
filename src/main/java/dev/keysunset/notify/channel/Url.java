package dev.keysunset.notify.channel;

import dev.keysunset.notify.channel.Secret.Missing;
import java.util.Optional;

/** A URL as configured: written out, or kept where secrets are kept, because whoever knows it may post to it. */
public record Url(String configured) {
    /** Empty where it cannot be read, or is no URL that requests can go to. */
    public Optional<Destination> read() {
        var text = Secret.isReference(configured) ? new Secret(configured).read() : Optional.of(configured);
        return text.flatMap(Destination::parse);
    }

    /** @throws Missing if it cannot be read, or is no URL that requests can go to */
    Destination destination() throws Missing {
        var where = Secret.isReference(configured) ? configured : "the url";
        return read().orElseThrow(() -> new Missing(where + " is no URL that can be read"));
    }

    @Override
    public String toString() {
        return Secret.isReference(configured) ? configured : "a URL";
    }
}
