package dev.keysunset.core;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The full ARN of one KMS key: {@code arn:<partition>:kms:<region>:<account>:key/<key id>}. Every call to AWS names a key by
 * it, because a multi-Region key id alone names a different key in each Region.
 */
public record KeyArn(String partition, String region, String accountId, String keyId) implements Comparable<KeyArn> {
    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z-]*):kms:([a-z0-9-]{1,32}):(\\d{12}):key/([A-Za-z0-9-]{1,64})");

    private static final Pattern WITHIN = Pattern.compile(FORM.pattern() + "(?![A-Za-z0-9-])");

    /** Empty when the text is not the ARN of a KMS key; an alias ARN is not one. */
    public static Optional<KeyArn> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new KeyArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }

    /** All keys whose ARN stands somewhere in a text, in the order in which they first do. */
    public static SequencedSet<KeyArn> within(String text) {
        var named = new LinkedHashSet<KeyArn>();
        WITHIN.matcher(text).results().forEach(found -> named.add(of(found.group())));
        return named;
    }

    /** For texts the caller knows to be key ARNs, such as those read from AWS; throws {@link IllegalArgumentException} otherwise. */
    public static KeyArn of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a KMS key ARN: " + text));
    }

    /** Multi-Region key ids start with {@code mrk-} (KMS Developer Guide, multi-Region keys). */
    public boolean multiRegion() {
        return keyId.startsWith("mrk-");
    }

    /** What all members of one family share: the id without the Region for multi-Region keys, the ARN itself otherwise. */
    public String familyKey() {
        return multiRegion() ? partition + ":" + accountId + ":" + keyId : toString();
    }

    public Place place() {
        return new Place(accountId, region);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":kms:" + region + ":" + accountId + ":key/" + keyId;
    }

    @Override
    public int compareTo(KeyArn other) {
        return toString().compareTo(other.toString());
    }
}
