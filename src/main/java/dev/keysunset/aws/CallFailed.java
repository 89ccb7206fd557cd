package dev.keysunset.aws;

import dev.keysunset.core.Reading;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call to AWS that brought no usable answer: AWS's code or the kind of failure, and whether another attempt makes sense. */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** KMS answers these as faults, whatever the status says: the change may have happened (KMS API, common errors). */
    private static final Set<String> FAULTS =
            Set.of("DependencyTimeoutException", "KMSInternalException", "KeyUnavailableException", "InternalFailure");

    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException");

    public enum Nature {
        THROTTLED,
        /** A fault on AWS's side: nobody knows how far it came. */
        FAULT,
        /** No answer at all: refused connection, reset, timeout. */
        UNANSWERED,
        /** The session ended before its time; a new one may do. */
        EXPIRED,
        /** An answer that another attempt does not change. */
        FINAL
    }

    private final String call;
    private final String code;
    private final Nature nature;

    public CallFailed(String call, String code, String message, Nature nature) {
        super(message);
        this.call = call;
        this.code = code;
        this.nature = nature;
    }

    private CallFailed(String call, String code, Nature nature, SdkException cause) {
        super(text(cause), cause);
        this.call = call;
        this.code = code;
        this.nature = nature;
    }

    /** An answer that is not what was asked for. */
    public static CallFailed malformed(String call, String code, String message) {
        return new CallFailed(call, code, message, Nature.FINAL);
    }

    public static CallFailed of(String call, SdkException cause) {
        return switch (cause) {
            case AwsServiceException answer -> answered(call, answer);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                new CallFailed(call, "Timeout", Nature.UNANSWERED, cause);
            case AbortedException _ -> new CallFailed(call, "Interrupted", Nature.FINAL, cause);
            default ->
                causedByIo(cause)
                        ? new CallFailed(call, "Unreachable", Nature.UNANSWERED, cause)
                        : new CallFailed(call, "ClientFailure", Nature.FINAL, cause);
        };
    }

    private static CallFailed answered(String call, AwsServiceException answer) {
        var code = Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.errorCode())
                .filter(text -> !text.isBlank())
                .orElse("Http" + answer.statusCode());
        if (answer.isThrottlingException()) {
            return new CallFailed(call, code, Nature.THROTTLED, answer);
        }
        if (answer.statusCode() >= 500 || FAULTS.contains(code)) {
            return new CallFailed(call, code, Nature.FAULT, answer);
        }
        return new CallFailed(call, code, EXPIRED.contains(code) ? Nature.EXPIRED : Nature.FINAL, answer);
    }

    private static boolean causedByIo(Throwable failure) {
        for (var cause = Optional.of(failure); cause.isPresent(); cause = cause.map(Throwable::getCause)) {
            if (cause.get() instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String text(SdkException cause) {
        if (cause instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            var message = answer.awsErrorDetails().errorMessage();
            if (message != null) {
                return message;
            }
        }
        return String.valueOf(cause.getMessage());
    }

    public String call() {
        return call;
    }

    public String code() {
        return code;
    }

    public Nature nature() {
        return nature;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    boolean worthAnotherAttempt() {
        return nature != Nature.FINAL;
    }

    /** AWS itself spoke, whatever it said; anything else leaves open what became of the call. */
    boolean answered() {
        return getCause() instanceof AwsServiceException;
    }

    /** "Invalid arn" under the same code means the wrong Region, which tells nothing of the key. */
    public boolean notFound() {
        return code.equals("NotFoundException") && !text().startsWith("Invalid arn");
    }

    public <T> Reading<T> reading() {
        return new Reading.Unreadable<>(call, code, text());
    }
}
