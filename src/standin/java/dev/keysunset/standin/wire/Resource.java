package dev.keysunset.standin.wire;

import dev.keysunset.standin.key.KeyArn;
import java.util.Optional;

/**
 * Something a call was about, as CloudTrail lists it under {@code resources}.
 *
 * @param type such as {@code AWS::KMS::Key}
 * @param account the owner, who receives a copy of the record
 */
public record Resource(String type, String arn, String account) {
    private static final String KEY = "AWS::KMS::Key";
    private static final String ALIAS = "AWS::KMS::Alias";

    public static Resource of(KeyArn key) {
        return new Resource(KEY, key.toString(), key.account());
    }

    public static Resource ofAlias(String arn, String account) {
        return new Resource(ALIAS, arn, account);
    }

    /** Whether records list it; of other services only LookupEvents tells what a call was about. */
    public boolean isListed() {
        return type.equals(KEY) || type.equals(ALIAS);
    }

    /** The KMS key this is; empty if it is something else. */
    public Optional<KeyArn> key() {
        return type.equals(KEY) ? KeyArn.parse(arn) : Optional.empty();
    }
}
