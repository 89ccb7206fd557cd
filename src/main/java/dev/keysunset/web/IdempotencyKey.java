package dev.keysunset.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** The caller's own name for a submission: the same key and body again answer what the first time answered. */
public record IdempotencyKey(String value) {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /**
     * The key, where the caller sent one.
     *
     * @throws ProblemException 400 when it is not 1 to 200 visible ASCII characters
     */
    public static Optional<IdempotencyKey> parse(Optional<String> header) {
        return header.map(text -> {
            if (!VISIBLE_ASCII.matcher(text).matches()) {
                throw ProblemKind.INVALID
                        .with(
                                "Idempotency-Key is not 1 to 200 visible ASCII characters.",
                                "Use a UUID, for example; choose a new one for every submission.")
                        .field(HEADER)
                        .exception();
            }
            return new IdempotencyKey(text);
        });
    }
}
