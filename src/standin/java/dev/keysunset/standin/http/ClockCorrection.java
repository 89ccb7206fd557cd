package dev.keysunset.standin.http;

import dev.keysunset.standin.wire.AwsError;
import java.util.Set;

/**
 * The errors after which an SDK sets its clock by the answer's {@code Date} header. Those answers tell the machine's time:
 * a client that leapt into domain time would sign for it ever after. The AWS SDK for Java suspects its clock behind any
 * 401 and 403, and behind these codes (its {@code AwsErrorCode} and {@code AwsStatusCode}).
 */
final class ClockCorrection {
    private static final Set<Integer> STATUSES = Set.of(401, 403);
    private static final Set<String> CODES = Set.of(
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "AuthFailure",
            "RequestTimeTooSkewed",
            "RequestExpired",
            "RequestInTheFuture");

    private ClockCorrection() {}

    static boolean follows(AwsError error) {
        return STATUSES.contains(error.status()) || CODES.contains(error.code());
    }
}
