package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.AwsError;
import java.util.Arrays;

/**
 * The footnotes of the key state table that refuse: code and exact text. AWS KMS Developer Guide, "Key states of AWS KMS
 * keys".
 */
enum Refusal {
    DISABLED("[1]", "DisabledException", "is disabled."),
    PENDING_DELETION_AS_DISABLED("[2]", "DisabledException", "is pending deletion<replica>."),
    PENDING_DELETION("[3]", "KMSInvalidStateException", "is pending deletion<replica>."),
    NOT_PENDING_DELETION("[4]", "KMSInvalidStateException", "is not pending deletion<replica>."),
    PENDING_IMPORT(
            "[5]",
            "KMSInvalidStateException",
            "is pending import because no key material has ever been imported or one of the imported key materials is"
                    + " deleted or expired."),
    /** Also footnote [6], the same words for an origin that is EXTERNAL. */
    ORIGIN("[7]", "UnsupportedOperationException", "origin is <origin> which is not valid for this operation."),
    PENDING_DELETION_OF_TARGET("[10]", "KMSInvalidStateException", "is pending deletion."),
    UNAVAILABLE("[11]", "KMSInvalidStateException", "is unavailable."),
    CREATING("[14]", "KMSInvalidStateException", "is creating."),
    UPDATING("[15]", "KMSInvalidStateException", "is updating.");

    private static final String PENDING_REPLICA = " (or pending replica deletion)";

    private final String footnote;
    private final String code;
    private final String text;

    Refusal(String footnote, String code, String text) {
        this.footnote = footnote;
        this.code = code;
        this.text = text;
    }

    static Refusal of(String footnote) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.footnote.equals(footnote))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No footnote " + footnote));
    }

    /** The error about a key. Only multi-Region keys can await the deletion of a replica, and only their texts say so. */
    AwsError about(Key key, Settings settings) {
        var full = settings.get(KmsBehaviour.FULL_PENDING_TEXT) || key.family().isPresent();
        var words = text.replace("<replica>", full ? PENDING_REPLICA : "")
                .replace("<origin>", key.blueprint().origin().name());
        return new AwsError(code, key.arn() + " " + words);
    }
}
