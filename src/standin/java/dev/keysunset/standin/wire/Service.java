package dev.keysunset.standin.wire;

import java.util.Arrays;
import java.util.Optional;

/** The AWS services spoken here. */
public enum Service {
    KMS("kms", "TrentService"),
    CLOUDTRAIL("cloudtrail", "CloudTrail_20131101"),
    LOGS("logs", "Logs_20140328"),
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

    /**
     * The service an {@code X-Amz-Target} header names. SDKs differ in the package they put before CloudTrail's name, so
     * only the last word before the operation counts.
     */
    public static Optional<Service> ofTarget(String header) {
        var name = header.substring(0, Math.max(0, header.lastIndexOf('.')));
        var lastWord = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(service -> !lastWord.isEmpty() && service.target.equals(lastWord))
                .findFirst();
    }

    /** What the header asks for: the operation. */
    public static String action(String header) {
        return header.substring(header.lastIndexOf('.') + 1);
    }
}
