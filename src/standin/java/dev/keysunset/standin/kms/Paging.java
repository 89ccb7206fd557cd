package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * KMS's paging: Limit and Marker in, NextMarker and Truncated out. A marker names the last item handed out, so that
 * nothing is left out or told twice when items come and go between two pages. A page may hold fewer items than asked
 * for, even none, and yet not be the last. AWS KMS API Reference, "ListKeys".
 */
final class Paging {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Settings settings;
    private final RandomGenerator random;

    Paging(Ground ground) {
        settings = ground.settings();
        random = ground.chance().of("short pages");
    }

    /**
     * One kind of listing.
     *
     * @param member the answer's member that holds the items
     * @param defaultLimit how many items a page holds when the call does not say
     */
    record Listing<T>(String member, int defaultLimit, Function<T, JsonNode> view) {}

    /**
     * A page of items.
     *
     * @param items by what orders them
     */
    <T> ObjectNode page(Call call, Listing<T> listing, NavigableMap<String, T> items) {
        var limit = length(call.parameters().path("Limit").asInt(listing.defaultLimit()));
        var marker = call.text("Marker").map(text -> last(call, text));
        var rest = marker.map(last -> items.tailMap(last, false))
                .orElse(items)
                .entrySet()
                .iterator();
        var answer = Json.object();
        var list = answer.putArray(listing.member());
        var last = marker.orElse("");
        while (list.size() < limit && rest.hasNext()) {
            var item = rest.next();
            list.add(listing.view().apply(item.getValue()));
            last = item.getKey();
        }
        answer.put("Truncated", rest.hasNext());
        if (rest.hasNext()) {
            answer.put("NextMarker", marker(call, last));
        }
        return answer;
    }

    private int length(int limit) {
        return random.nextDouble() < settings.get(KmsBehaviour.SHORT_PAGES) ? random.nextInt(limit) : limit;
    }

    /** A marker belongs to one listing of one place. */
    private static String marker(Call call, String last) {
        var text = listing(call) + last;
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String last(Call call, String marker) {
        var text = decoded(marker);
        if (!text.startsWith(listing(call))) {
            throw new AwsError("InvalidMarkerException", "Could not deserialize token.");
        }
        return text.substring(listing(call).length());
    }

    private static String decoded(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            var invalid = new AwsError("InvalidMarkerException", "Could not deserialize token.");
            invalid.addSuppressed(notBase64);
            throw invalid;
        }
    }

    private static String listing(Call call) {
        return call.action() + " " + call.region() + " " + call.text("KeyId").orElse("") + " ";
    }
}
