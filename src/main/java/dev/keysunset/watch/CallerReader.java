package dev.keysunset.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.engine.Accounts;
import dev.keysunset.watch.WatchRecord.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who called, on whose behalf, and whether it was this service itself. */
final class CallerReader {
    /** Our sessions are named {@code keysunset}, {@code keysunset-canary} or {@code keysunset.<effect id>}. */
    static final String SESSION_PREFIX = "keysunset";

    /** Keys under which AWS services put what they encrypt into the encryption context. */
    private static final List<String> CONTEXT_KEYS = List.of(
            "aws:s3:arn",
            "aws:ebs:id",
            "SecretARN",
            "PARAMETER_ARN",
            "aws:logs:arn",
            "aws:sqs:arn",
            "aws:sns:topicArn",
            "aws:redshift:arn",
            "aws:dynamodb:tableName",
            "aws:lambda:FunctionArn",
            "aws:rds:db-id",
            "aws:workmail:arn");

    private final Accounts accounts;

    CallerReader(Accounts accounts) {
        this.accounts = accounts;
    }

    Caller read(JsonNode record) {
        return new Caller(principal(record.path("userIdentity")), onBehalfOf(record), effectId(record));
    }

    /** A call of the member role in a session of ours; a session name alone proves nothing, anybody can choose one. */
    boolean own(JsonNode record) {
        var identity = record.path("userIdentity");
        var issuer = identity.path("sessionContext")
                .path("sessionIssuer")
                .path("arn")
                .asText();
        return sessionName(identity).startsWith(SESSION_PREFIX)
                && accounts.memberRoleArn(identity.path("accountId").asText())
                        .filter(issuer::equals)
                        .isPresent();
    }

    private Optional<UUID> effectId(JsonNode record) {
        var session = sessionName(record.path("userIdentity"));
        if (!own(record) || !session.startsWith(SESSION_PREFIX + ".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(session.substring(SESSION_PREFIX.length() + 1)));
        } catch (IllegalArgumentException e) {
            // A session of our role under a name we never give: somebody else's, and told as such.
            return Optional.empty();
        }
    }

    private static String sessionName(JsonNode identity) {
        var arn = identity.path("arn").asText();
        return arn.contains(":assumed-role/") ? arn.substring(arn.lastIndexOf('/') + 1) : "";
    }

    private static String principal(JsonNode identity) {
        for (var candidate : List.of(
                identity.path("arn").asText(),
                identity.path("sessionContext")
                        .path("sessionIssuer")
                        .path("arn")
                        .asText(),
                account(identity),
                identity.path("invokedBy").asText())) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "unknown";
    }

    private static String account(JsonNode identity) {
        var principalId = identity.path("principalId").asText();
        return principalId.isEmpty()
                ? ""
                : "account " + identity.path("accountId").asText() + " (" + principalId + ")";
    }

    private static Optional<String> onBehalfOf(JsonNode record) {
        var context = record.path("requestParameters").path("encryptionContext");
        var resource = CONTEXT_KEYS.stream()
                .map(key -> context.path(key).asText())
                .filter(text -> !text.isEmpty())
                .findFirst();
        var service = Optional.of(record.path("userIdentity").path("invokedBy").asText())
                .filter(text -> !text.isEmpty());
        return resource.isPresent() && service.isPresent()
                ? Optional.of(service.get() + " for " + resource.get())
                : resource.or(() -> service);
    }
}
