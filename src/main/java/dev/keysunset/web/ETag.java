package dev.keysunset.web;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version of a resource, as a strong entity tag: {@code "7"}, quotes included (RFC 9110, 8.8.3). */
public record ETag(long version) {
    private static final String HEADER = "If-Match";
    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18})\"");

    /**
     * The version the caller decided on.
     *
     * @throws ProblemException 428 when the header is missing, 400 when it is not one strong tag of ours
     */
    public static ETag required(Optional<String> ifMatch) {
        var text = ifMatch.map(String::strip)
                .filter(header -> !header.isEmpty())
                .orElseThrow(() -> ProblemKind.PRECONDITION_REQUIRED
                        .with(
                                "The header If-Match is missing: you would decide without saying on what.",
                                "Read the retirement first and send its ETag as If-Match.")
                        .field(HEADER)
                        .exception());
        var matcher = STRONG.matcher(text);
        if (!matcher.matches()) {
            throw ProblemKind.INVALID
                    .with(
                            "If-Match is not the ETag of a retirement.",
                            "Send one ETag exactly as it was read, quotes included, such as \"7\".")
                    .field(HEADER)
                    .exception();
        }
        return new ETag(Long.parseLong(matcher.group(1)));
    }

    /** The answer to an If-Match that is not current any more; carries the current tag. */
    public ProblemException stale() {
        var problem = ProblemKind.STALE
                .with(
                        "It has changed since you read it; its ETag is now " + this + ".",
                        "Read it again and decide on what it says now.")
                .field(HEADER);
        return new ProblemException(problem, Map.of("ETag", toString()));
    }

    @Override
    public String toString() {
        return "\"" + version + "\"";
    }
}
