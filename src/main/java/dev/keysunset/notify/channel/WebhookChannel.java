package dev.keysunset.notify.channel;

import dev.keysunset.engine.RealClock;
import dev.keysunset.notify.channel.Secret.Missing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A CloudEvent a request, signed as Standard Webhooks has it: HMAC-SHA256 over id, timestamp and body, so that the receiver can
 * tell that it is ours, that it is new, and whether it has had it before.
 */
final class WebhookChannel implements Channel {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ENCODED_SECRET = "whsec_";

    private final Posts posts;
    private final Url url;
    private final Secret secret;
    private final CloudEvents events;
    private final RealClock clock;

    WebhookChannel(Posts posts, Addressed addressed, CloudEvents events, RealClock clock) {
        this.posts = posts;
        this.url = addressed.url();
        this.secret = addressed.secret();
        this.events = events;
        this.clock = clock;
    }

    /** Where to, and the secret that goes with it. */
    record Addressed(Url url, Secret secret) {}

    @Override
    public boolean groups() {
        return false;
    }

    @Override
    public Outcome send(Message message) {
        try {
            var told = message.told().getFirst();
            var body = events.of(told);
            var id = told.id().toString();
            var timestamp = Long.toString(clock.now().getEpochSecond());
            var headers = Map.of(
                    "webhook-id",
                    id,
                    "webhook-timestamp",
                    timestamp,
                    "webhook-signature",
                    "v1," + signature(secret.value(), id + "." + timestamp + "." + body));
            return posts.send(new Posts.Post(url.destination(), CloudEvents.MEDIA_TYPE, headers, body));
        } catch (Missing e) {
            return e.outcome();
        }
    }

    static String signature(String secret, String signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] key(String secret) {
        return decoded(secret).orElseGet(() -> secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> decoded(String secret) {
        try {
            return secret.startsWith(ENCODED_SECRET)
                    ? Optional.of(Base64.getDecoder().decode(secret.substring(ENCODED_SECRET.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
