package dev.keysunset.notify.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret is kept. It is read anew each time, so that a file may be replaced while the service runs, and never printed.
 *
 * @param reference {@code env:NAME} or {@code file:/path}
 */
public record Secret(String reference) {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    public static boolean isReference(String text) {
        return text.startsWith(ENVIRONMENT) || text.startsWith(FILE);
    }

    /** Empty where there is nothing, or nothing that can be read. */
    public Optional<String> read() {
        return raw().map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @throws Missing if it cannot be read */
    String value() throws Missing {
        return read().orElseThrow(() -> new Missing(reference + " names no secret that can be read"));
    }

    private Optional<String> raw() {
        if (reference.startsWith(ENVIRONMENT)) {
            return Optional.ofNullable(System.getenv(reference.substring(ENVIRONMENT.length())));
        }
        try {
            return Optional.of(Files.readString(Path.of(reference.substring(FILE.length())), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A secret that is not there any more. */
    static final class Missing extends NotSent {
        private static final long serialVersionUID = 1L;

        Missing(String why) {
            super(why);
        }

        @Override
        Outcome outcome() {
            return new Outcome.Later(why());
        }
    }
}
