package dev.keysunset.standin.wire;

import java.util.Set;

/** An error as AWS answers it: a code, a text and an HTTP status. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Set<String> THROTTLING = Set.of(
            "ThrottlingException",
            "Throttling",
            "Throttled",
            "RequestThrottled",
            "RequestLimitExceeded",
            "TooManyRequestsException");

    private final String code;
    private final String text;
    private final int status;

    public AwsError(String code, String text) {
        this(code, text, 400);
    }

    public AwsError(String code, String text, int status) {
        super(code + ": " + text);
        this.code = code;
        this.text = text;
        this.status = status;
    }

    public static AwsError validation(String text) {
        return new AwsError("ValidationException", text);
    }

    public static AwsError notFound(String text) {
        return new AwsError("NotFoundException", text);
    }

    public static AwsError denied(String text) {
        return new AwsError("AccessDeniedException", text);
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }

    public int status() {
        return status;
    }

    /** Whether the call was one too many. */
    public boolean isThrottling() {
        return THROTTLING.contains(code);
    }

    public boolean isDenial() {
        return code.equals("AccessDeniedException")
                || code.equals("AccessDenied")
                || code.equals("UnauthorizedOperation");
    }
}
