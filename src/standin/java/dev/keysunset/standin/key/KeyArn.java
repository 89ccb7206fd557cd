package dev.keysunset.standin.key;

import java.util.Optional;
import java.util.regex.Pattern;

/** The ARN of a KMS key, {@code arn:aws:kms:<region>:<account>:key/<id>}. ARNs of all partitions are read alike. */
public record KeyArn(Place place, String id) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):(\\d{12}):key/([A-Za-z0-9-]+)");

    public static Optional<KeyArn> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new KeyArn(new Place(match.group(2), match.group(1)), match.group(3)))
                : Optional.empty();
    }

    public String account() {
        return place.account();
    }

    public String region() {
        return place.region();
    }

    @Override
    public String toString() {
        return "arn:aws:kms:" + region() + ":" + account() + ":key/" + id;
    }
}
