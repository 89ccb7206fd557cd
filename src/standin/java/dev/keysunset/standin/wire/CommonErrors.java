package dev.keysunset.standin.wire;

/** The errors that every service may answer with, each in its own words. AWS API References, "Common Errors". */
public final class CommonErrors {
    private CommonErrors() {}

    /** Too many calls. */
    public static AwsError throttled(Service service) {
        return switch (service) {
            case KMS ->
                new AwsError(
                        "ThrottlingException",
                        "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
            case CLOUDTRAIL, LOGS, EVENTS, SECRETSMANAGER, SSM, ECR, ATHENA, CONFIG ->
                new AwsError("ThrottlingException", "Rate exceeded");
            case EFS, BACKUP -> new AwsError("ThrottlingException", "Rate exceeded", 429);
            case SQS -> new AwsError("RequestThrottled", "The request was denied due to request throttling.");
            case SNS -> new AwsError("Throttled", "Rate exceeded", 429);
            case STS, RDS, REDSHIFT, IAM -> new AwsError("Throttling", "Rate exceeded");
            case LAMBDA -> new AwsError("TooManyRequestsException", "Rate exceeded", 429);
            case S3 -> new AwsError("SlowDown", "Please reduce your request rate.", 503);
            case EC2 -> new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503);
            case DYNAMODB -> new AwsError("ThrottlingException", "Rate of requests exceeds the allowed throughput.");
        };
    }

    /** Something broke inside the service; whether the call took effect is open. */
    public static AwsError internal(Service service) {
        return switch (service) {
            case KMS -> new AwsError("KMSInternalException", "Internal failure", 500);
            case SNS -> new AwsError("InternalError", "Internal failure", 500);
            case EC2 -> new AwsError("InternalError", "An internal error has occurred", 500);
            case S3 -> new AwsError("InternalError", "We encountered an internal error. Please try again.", 500);
            case DYNAMODB -> new AwsError("InternalServerError", "Internal server error", 500);
            case LAMBDA ->
                new AwsError("ServiceException", "An error occurred and the request cannot be processed.", 500);
            case ECR -> new AwsError("ServerException", "Internal failure", 500);
            case ATHENA -> new AwsError("InternalServerException", "Internal failure", 500);
            case EFS -> new AwsError("InternalServerError", "Internal server error", 500);
            case BACKUP -> new AwsError("ServiceUnavailableException", "Service unavailable", 500);
            case SSM -> new AwsError("InternalServerError", "Internal server error", 500);
            case CLOUDTRAIL, LOGS, EVENTS, SQS, STS, RDS, SECRETSMANAGER, CONFIG, REDSHIFT, IAM ->
                new AwsError(
                        "InternalFailure",
                        "The request processing has failed because of an unknown error, exception or failure.",
                        500);
        };
    }

    /** Nobody is there to take the call. */
    public static AwsError unavailable() {
        return new AwsError("ServiceUnavailable", "Service Unavailable", 503);
    }

    /** The session's time is over. */
    public static AwsError expiredToken(Service service) {
        var text = "The security token included in the request is expired";
        return service.wire().answersXml()
                ? new AwsError("ExpiredToken", text, 403)
                : new AwsError("ExpiredTokenException", text);
    }

    /** A denial as EC2 words it. Amazon EC2 API Reference, "Error codes". */
    public static AwsError unauthorized(String text) {
        return new AwsError("UnauthorizedOperation", "You are not authorized to perform this operation. " + text, 403);
    }

    /** The caller's own policies do not allow the call. */
    public static AwsError denied(Call call) {
        var action = call.service().permission(call.action());
        var text = "User: " + call.caller().arn() + " is not authorized to perform: " + action
                + " because no identity-based policy allows the " + action + " action";
        return switch (call.service()) {
            case STS, RDS, REDSHIFT, IAM, S3 -> new AwsError("AccessDenied", text, 403);
            case SNS -> new AwsError("AuthorizationError", text, 403);
            case EC2 -> unauthorized(text);
            case LAMBDA, EFS, BACKUP -> new AwsError("AccessDeniedException", text, 403);
            case KMS, CLOUDTRAIL, LOGS, EVENTS, SQS, DYNAMODB, SECRETSMANAGER, SSM, ECR, ATHENA, CONFIG ->
                AwsError.denied(text);
        };
    }
}
