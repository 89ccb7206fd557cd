package dev.keysunset.standin.signature;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Service;

/**
 * Why AWS does not believe that a request is from whom it says. Services that speak JSON answer other codes than those
 * that speak Query, which follow the AWS General Reference, "Common errors".
 */
enum Rejection {
    UNSIGNED("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
    INCOMPLETE("IncompleteSignatureException", "IncompleteSignature", 400),
    /** A wrong signature, and one whose time is over or still to come. */
    NOT_BELIEVED("InvalidSignatureException", "SignatureDoesNotMatch", 403),
    UNKNOWN_KEY("UnrecognizedClientException", "InvalidClientTokenId", 403),
    TOKEN_EXPIRED("ExpiredTokenException", "ExpiredToken", 403);

    private final String jsonCode;
    private final String queryCode;
    private final int queryStatus;

    Rejection(String jsonCode, String queryCode, int queryStatus) {
        this.jsonCode = jsonCode;
        this.queryCode = queryCode;
        this.queryStatus = queryStatus;
    }

    AwsError by(Service service, String text) {
        return service.wire().answersXml()
                ? new AwsError(queryCode, text, queryStatus)
                : new AwsError(jsonCode, text, 400);
    }
}
