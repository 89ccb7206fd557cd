package dev.keysunset.core;

import dev.keysunset.core.RecordedCall.Caller;
import dev.keysunset.core.RecordedCall.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A use of a key as its CloudTrail record tells it.
 *
 * @param at when the call was made
 * @param encryptionContext in clear, as CloudTrail shows it: what AWS services name there is what they were working on
 * @param record as it came, because CloudTrail forgets it
 */
public record ExplainedUse(Instant at, String operation, By by, Map<String, String> encryptionContext, String record) {

    /**
     * Who made the call.
     *
     * @param principal as well as the record says
     * @param kind what kind of caller the record names, such as {@code ROLE} or {@code SERVICE}
     * @param accountId the caller's account, where the record tells
     * @param onBehalfOf the service or resource the call was made for
     */
    public record By(
            String principal, String kind, Optional<String> accountId, Optional<String> onBehalfOf, Source source) {}

    /**
     * Where the call came from.
     *
     * @param service the AWS service through which it came, such as {@code s3.amazonaws.com}
     * @param address an IP address, or an AWS service's name
     */
    public record Source(Optional<String> service, Optional<String> address, Optional<String> userAgent) {}

    /** As explanations and advice read calls. */
    public RecordedCall call(KeyArn keyArn) {
        var caller =
                new Caller(by.principal(), by.source().service(), by.source().address());
        return new RecordedCall(keyArn, at, operation, Outcome.SERVED, caller, encryptionContext);
    }

    /** In one line. */
    public String told() {
        return "by " + by.principal()
                + by.onBehalfOf().map(whom -> " on behalf of " + whom).orElse("");
    }
}
