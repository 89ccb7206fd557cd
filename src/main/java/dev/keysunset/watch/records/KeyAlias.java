package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/** An alias by which a caller named a key, and where it is one: by itself in the caller's own account and Region, or as its ARN says. */
record KeyAlias(Place place, String alias) {
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:kms:([a-z0-9-]+):(\\d{12}):(alias/.+)");
    private static final String PREFIX = "alias/";

    static Optional<KeyAlias> in(JsonNode record) {
        return KeysNamed.REQUEST_FIELDS.stream()
                .flatMap(field -> of(record, text(record, "requestParameters", field)).stream())
                .findFirst();
    }

    private static Optional<KeyAlias> of(JsonNode record, String keyId) {
        var arn = ARN.matcher(keyId);
        if (arn.matches()) {
            return Optional.of(new KeyAlias(new Place(arn.group(2), arn.group(1)), arn.group(3)));
        }
        return keyId.startsWith(PREFIX)
                ? Optional.of(
                        new KeyAlias(new Place(text(record, "recipientAccountId"), text(record, "awsRegion")), keyId))
                : Optional.empty();
    }
}
