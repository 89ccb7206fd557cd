package dev.keysunset.standin.wire;

import java.util.Arrays;
import java.util.Optional;

/** The AWS services spoken here. */
public enum Service {
    KMS("kms", "TrentService."),
    CLOUDTRAIL("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101."),
    LOGS("logs", "Logs_20140328."),
    STS("sts", "");

    private final String prefix;
    private final String target;

    Service(String prefix, String target) {
        this.prefix = prefix;
        this.target = target;
    }

    /** The name in IAM actions and in the credential scope of a signature. */
    public String prefix() {
        return prefix;
    }

    public String eventSource() {
        return prefix + ".amazonaws.com";
    }

    /** The service an {@code X-Amz-Target} header names. */
    public static Optional<Service> ofTarget(String header) {
        return Arrays.stream(values())
                .filter(service -> !service.target.isEmpty() && header.startsWith(service.target))
                .findFirst();
    }

    /** What is left of the header: the operation. */
    public String action(String header) {
        return header.substring(target.length());
    }
}
