package dev.keysunset.standin.signature;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signing keys, each derived once: a secret's key for a day, a Region and a service does not change. */
final class SigningKeys {
    private static final int KEPT = 10_000;

    private final Map<Purpose, byte[]> derived = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Purpose, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    private record Purpose(String secret, String scope) {}

    /**
     * The key that signs with a secret for a scope.
     *
     * @param scope {@code date/region/service/aws4_request}
     */
    byte[] of(String secret, String scope) {
        return derived.computeIfAbsent(new Purpose(secret, scope), SigningKeys::derive);
    }

    private static byte[] derive(Purpose purpose) {
        var key = ("AWS4" + purpose.secret()).getBytes(StandardCharsets.UTF_8);
        for (var step : purpose.scope().split("/", -1)) {
            key = Hashes.hmac(key, step);
        }
        return key;
    }
}
