package dev.keysunset.standin.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What CreateGrant hands out besides the grant's id; it names the grant and its key by itself. */
public record GrantToken(KeyArn key, String grantId) {
    private static final String PREFIX = "AQp";

    public static Optional<GrantToken> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            var parts = new String(
                            Base64.getUrlDecoder().decode(text.substring(PREFIX.length())), StandardCharsets.UTF_8)
                    .split(" ", -1);
            return parts.length < 2
                    ? Optional.empty()
                    : KeyArn.parse(parts[0]).map(key -> new GrantToken(key, parts[1]));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /**
     * The token as text.
     *
     * @param salt makes each token of a grant another one
     */
    public String text(String salt) {
        var content = key + " " + grantId + " " + salt;
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }
}
