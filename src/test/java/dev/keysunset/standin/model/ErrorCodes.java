package dev.keysunset.standin.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The error codes of a service and the HTTP status each comes with. */
final class ErrorCodes {
    private static final int CLIENT = 400;

    /** Modelled errors whose status is not 400, as the SDK's clients register them. */
    private static final Map<String, Integer> OTHER_STATUS = Map.ofEntries(
            Map.entry("kms.DependencyTimeoutException", 500),
            Map.entry("kms.KMSInternalException", 500),
            Map.entry("kms.KeyUnavailableException", 500),
            Map.entry("cloudwatchlogs.InternalServerException", 500),
            Map.entry("cloudwatchlogs.ServiceUnavailable", 503),
            Map.entry("cloudwatchlogs.ServiceUnavailableException", 500),
            Map.entry("eventbridge.InternalException", 500),
            Map.entry("athena.InternalServerException", 500),
            Map.entry("sts.ExpiredToken", 403),
            Map.entry("sts.IDPRejectedClaim", 403),
            Map.entry("sts.OutboundWebIdentityFederationDisabledException", 403),
            Map.entry("sts.RegionDisabledException", 403),
            Map.entry("sts.SessionDurationEscalationException", 403),
            Map.entry("lambda.TooManyRequestsException", 429),
            Map.entry("lambda.ServiceException", 500),
            Map.entry("iam.NoSuchEntity", 404),
            Map.entry("s3.NoSuchBucket", 404),
            Map.entry("iam.ServiceFailure", 500),
            Map.entry("sns.AuthorizationError", 403),
            Map.entry("sns.FilterPolicyLimitExceeded", 403),
            Map.entry("sns.InvalidSecurity", 403),
            Map.entry("sns.KMSOptInRequired", 403),
            Map.entry("sns.ReplayLimitExceeded", 403),
            Map.entry("sns.SubscriptionLimitExceeded", 403),
            Map.entry("sns.TopicLimitExceeded", 403),
            Map.entry("sns.NotFound", 404),
            Map.entry("sns.ResourceNotFound", 404),
            Map.entry("sns.Throttled", 429),
            Map.entry("sns.InternalError", 500));

    /**
     * Errors that any service may answer with. AWS General Reference and the API References' "Common errors"; JSON
     * services answer 400 to most where Query services answer 403.
     */
    private static final Map<String, Set<Integer>> COMMON = Map.ofEntries(
            Map.entry("AccessDenied", Set.of(403)),
            Map.entry("AccessDeniedException", Set.of(400)),
            Map.entry("ExpiredToken", Set.of(403)),
            Map.entry("ExpiredTokenException", Set.of(400, 403)),
            Map.entry("IncompleteSignature", Set.of(400, 403)),
            Map.entry("IncompleteSignatureException", Set.of(400)),
            Map.entry("InternalFailure", Set.of(500)),
            Map.entry("InternalServerError", Set.of(500)),
            Map.entry("InvalidAction", Set.of(400)),
            Map.entry("InvalidArgument", Set.of(400)),
            Map.entry("InvalidClientTokenId", Set.of(403)),
            Map.entry("InvalidParameterValue", Set.of(400)),
            Map.entry("InvalidParameterValueException", Set.of(400)),
            Map.entry("InvalidSignatureException", Set.of(400, 403)),
            Map.entry("MissingAction", Set.of(400)),
            Map.entry("NotAuthorizedException", Set.of(400)),
            Map.entry("MissingAuthenticationToken", Set.of(403)),
            Map.entry("MissingAuthenticationTokenException", Set.of(400)),
            Map.entry("MissingParameter", Set.of(400)),
            Map.entry("MissingRequiredParameterException", Set.of(400)),
            Map.entry("NotAuthorized", Set.of(400)),
            Map.entry("OptInRequired", Set.of(403)),
            Map.entry("RequestExpired", Set.of(400)),
            Map.entry("SerializationException", Set.of(400)),
            Map.entry("ServiceUnavailable", Set.of(503)),
            Map.entry("ServiceUnavailableException", Set.of(503)),
            Map.entry("SignatureDoesNotMatch", Set.of(403)),
            Map.entry("SlowDown", Set.of(503)),
            Map.entry("Throttling", Set.of(400)),
            Map.entry("ThrottlingException", Set.of(400)),
            Map.entry("RequestLimitExceeded", Set.of(503)),
            Map.entry("InternalError", Set.of(500)),
            Map.entry("UnauthorizedOperation", Set.of(403)),
            Map.entry("UnknownOperationException", Set.of(400)),
            Map.entry("UnrecognizedClientException", Set.of(400)),
            Map.entry("ValidationError", Set.of(400)),
            Map.entry("ValidationException", Set.of(400)));

    /** The SDK's exceptions of each service, in lower case and without their last word. */
    private static final Map<String, Set<String>> MODELLED = new ConcurrentHashMap<>();

    private ErrorCodes() {}

    /** The statuses that this code may come with; empty if no such error exists. */
    static Set<Integer> statuses(Operation operation, String code) {
        if (isModelled(operation, code)) {
            return Set.of(OTHER_STATUS.getOrDefault(operation.service() + "." + code, CLIENT));
        }
        return COMMON.getOrDefault(code, Set.of());
    }

    private static boolean isModelled(Operation operation, String code) {
        return MODELLED.computeIfAbsent(operation.service(), _ -> exceptions(operation))
                .contains(stem(code));
    }

    /** The SDK writes KMSInvalidStateException as KmsInvalidStateException, and adds "Exception" where AWS does not. */
    private static String stem(String name) {
        return name.replaceFirst("Exception$", "").toLowerCase(Locale.ROOT);
    }

    private static Set<String> exceptions(Operation operation) {
        var folder = operation.request().getPackageName().replace('.', '/') + "/";
        try (var jar = new JarFile(jarOf(operation.request()).toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.matches("[^$]*Exception\\.class"))
                    .map(name -> stem(name.substring(folder.length()).replace(".class", "")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No jar has " + type, e);
        }
    }
}
