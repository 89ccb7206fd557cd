package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.engine.Accounts;
import dev.keysunset.watch.records.WatchRecord.Caller;
import dev.keysunset.watch.records.WatchRecord.Source;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who called, from where, on whose behalf, and whether it was this service itself. */
final class CallerReader {
    /** Our sessions: {@code keysunset}, {@code keysunset.<effect id>} and {@code keysunset-canary.<canary id>}. */
    static final String SESSION_PREFIX = "keysunset";

    /** The role as which EC2 attaches volumes; its sessions are named after the instance (KMS Developer Guide, EBS example). */
    private static final String EC2_INFRASTRUCTURE = ":assumed-role/aws:ec2-infrastructure/";

    private static final String CANARY_PREFIX = "keysunset-canary";

    private final Accounts accounts;

    CallerReader(Accounts accounts) {
        this.accounts = accounts;
    }

    Caller read(JsonNode record) {
        var identity = record.path("userIdentity");
        return new Caller(
                principal(identity),
                kind(identity),
                given(text(identity, "accountId")),
                onBehalfOf(record),
                effectId(record));
    }

    Source source(JsonNode record) {
        return new Source(
                given(text(record, "sourceIPAddress")),
                given(text(record, "userAgent")),
                given(text(record, "vpcEndpointId")));
    }

    /** A call of the member role in a session of ours; a session name alone proves nothing, anybody can choose one. */
    boolean own(JsonNode record) {
        var identity = record.path("userIdentity");
        return sessionName(identity).startsWith(SESSION_PREFIX)
                && accounts.memberRoleArn(text(identity, "accountId"))
                        .filter(issuer(identity)::equals)
                        .isPresent();
    }

    /** The canary in whose session the call was made. */
    Optional<UUID> canaryId(JsonNode record) {
        return idBehind(CANARY_PREFIX, record);
    }

    private Optional<UUID> effectId(JsonNode record) {
        return idBehind(SESSION_PREFIX, record);
    }

    private Optional<UUID> idBehind(String prefix, JsonNode record) {
        var session = sessionName(record.path("userIdentity"));
        if (!own(record) || !session.startsWith(prefix + ".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(session.substring(prefix.length() + 1)));
        } catch (IllegalArgumentException e) {
            // A session of our role under a name we never give: somebody else's, and told as such.
            return Optional.empty();
        }
    }

    private static String issuer(JsonNode identity) {
        return text(identity, "sessionContext", "sessionIssuer", "arn");
    }

    private static String sessionName(JsonNode identity) {
        var arn = text(identity, "arn");
        return arn.contains(":assumed-role/") ? arn.substring(arn.lastIndexOf('/') + 1) : "";
    }

    private static String principal(JsonNode identity) {
        for (var candidate :
                List.of(text(identity, "arn"), issuer(identity), account(identity), text(identity, "invokedBy"))) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "unknown";
    }

    private static String account(JsonNode identity) {
        var principalId = text(identity, "principalId");
        return principalId.isEmpty() ? "" : "account " + text(identity, "accountId") + " (" + principalId + ")";
    }

    private static PrincipalKind kind(JsonNode identity) {
        return switch (text(identity, "type")) {
            case "IAMUser", "Root", "FederatedUser", "SAMLUser", "WebIdentityUser", "IdentityCenterUser" ->
                PrincipalKind.USER;
            case "AssumedRole", "Role" -> roleKind(identity);
            case "AWSService" -> PrincipalKind.SERVICE;
            case "AWSAccount" -> PrincipalKind.ACCOUNT;
            // KMS itself leaves the type out.
            case "" -> text(identity, "invokedBy").isEmpty() ? PrincipalKind.UNKNOWN : PrincipalKind.SERVICE;
            default -> PrincipalKind.UNKNOWN;
        };
    }

    private static PrincipalKind roleKind(JsonNode identity) {
        var issuer = issuer(identity);
        if (issuer.contains(":role/aws-service-role/") || text(identity, "arn").contains(EC2_INFRASTRUCTURE)) {
            return PrincipalKind.SERVICE;
        }
        return issuer.contains("/AWSReservedSSO_") ? PrincipalKind.USER : PrincipalKind.ROLE;
    }

    private static Optional<String> onBehalfOf(JsonNode record) {
        var identity = record.path("userIdentity");
        var resource = EncryptionContext.resource(EncryptionContext.of(record.path("requestParameters")));
        var service = given(text(identity, "invokedBy")).or(() -> instance(identity));
        return resource.isPresent() && service.isPresent()
                ? Optional.of(service.get() + " for " + resource.get())
                : resource.or(() -> service);
    }

    private static Optional<String> instance(JsonNode identity) {
        return text(identity, "arn").contains(EC2_INFRASTRUCTURE)
                ? Optional.of("EC2 instance " + sessionName(identity))
                : Optional.empty();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }
}
