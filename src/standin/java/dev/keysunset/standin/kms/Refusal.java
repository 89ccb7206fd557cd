package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.AwsError;

/** The footnotes of the key state table that refuse: code and exact text. */
enum Refusal {
    DISABLED("DisabledException", " is disabled."),
    PENDING_DELETION("KMSInvalidStateException", " is pending deletion."),
    PENDING_DELETION_AS_DISABLED("DisabledException", " is pending deletion."),
    NOT_PENDING_DELETION("KMSInvalidStateException", " is not pending deletion."),
    PENDING_IMPORT(
            "KMSInvalidStateException",
            " is pending import because no key material has ever been imported or one of the imported key materials"
                    + " is deleted or expired."),
    UNAVAILABLE("KMSInvalidStateException", " is unavailable."),
    CREATING("KMSInvalidStateException", " is creating."),
    UPDATING("KMSInvalidStateException", " is updating.");

    private final String code;
    private final String text;

    Refusal(String code, String text) {
        this.code = code;
        this.text = text;
    }

    AwsError of(Key key) {
        // Only multi-Region keys can await a replica's deletion, and only their texts mention it.
        var words = key.family().isPresent()
                ? text.replace("pending deletion.", "pending deletion (or pending replica deletion).")
                : text;
        return new AwsError(code, key.arn() + words);
    }
}
