package dev.keysunset.inventory;

import dev.keysunset.core.Reading;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a scan could not read, and why.
 *
 * @param call the name of the IAM action, and where more than one place could be meant, the place
 * @param code AWS's error code, or the kind of failure on the way there
 */
public record Unreadable(String call, String code, String message) {
    static final String LAST_USAGE = "kms:GetKeyLastUsage";

    /** Throttling and faults, in the codes of KMS, STS and the way there (KMS API, common errors). */
    private static final Pattern PASSING = Pattern.compile(".*Throttl.*|TooManyRequests.*|Http(429|5\\d\\d)");

    private static final Set<String> FAULTS = Set.of(
            "Timeout",
            "Unreachable",
            "RequestLimitExceeded",
            "DependencyTimeoutException",
            "KMSInternalException",
            "InternalFailure",
            "InternalError",
            "ServiceUnavailable",
            "ServiceUnavailableException");

    public static Unreadable of(Reading.Unreadable<?> reading) {
        return new Unreadable(reading.call(), reading.code(), reading.message());
    }

    /** Whether another attempt some time later makes sense. */
    public boolean passing() {
        return FAULTS.contains(code) || PASSING.matcher(code).matches();
    }
}
