package dev.keysunset.standin.wire;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids of a call's CloudTrail records, known before the call is carried out: every account has a copy with an id of
 * its own, and all copies share one more. What KMS does in another Region for the same request has ids of its own.
 */
public record EventIds(String origin) {
    public static EventIds of(Call call) {
        return of(call.provenance().requestId(), call.action(), call.region());
    }

    public static EventIds of(String requestId, String action, String region) {
        return new EventIds(requestId + action + region);
    }

    /** The {@code eventID} of an account's copy. */
    public String in(String account) {
        return derived(account);
    }

    public String shared() {
        return derived("shared");
    }

    private String derived(String purpose) {
        var hash = UUID.nameUUIDFromBytes((origin + purpose).getBytes(StandardCharsets.UTF_8));
        // AWS's ids are random ones, version 4.
        return new UUID((hash.getMostSignificantBits() & ~0xF000L) | 0x4000L, hash.getLeastSignificantBits())
                .toString();
    }
}
