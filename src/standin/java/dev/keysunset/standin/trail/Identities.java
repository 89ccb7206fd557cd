package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.PrincipalId;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The {@code userIdentity} element. AWS CloudTrail User Guide, "CloudTrail userIdentity element". */
final class Identities {
    private Identities() {}

    /** These call KMS for their customers without showing their name. Seen in published records of S3 and SSM. */
    private static final Set<String> HIDDEN = Set.of("s3.amazonaws.com", "ssm.amazonaws.com");

    /** Whom an account's copy of a record names; everybody but the caller's own account learns little. */
    static ObjectNode of(Call call, String recipient) {
        return call.caller()
                .account()
                .filter(home -> !home.equals(recipient))
                .map(home -> foreign(call.caller(), home))
                .orElseGet(
                        () -> own(call.caller(), call.provenance().onBehalfOf().map(Identities::shown)));
    }

    /** The service that made the call for itself or for somebody: it stands where address and agent would be. */
    static Optional<String> servingService(Call call) {
        return call.caller() instanceof Principal.Service service
                ? Optional.of(service.name())
                : call.provenance().onBehalfOf().map(Identities::shown);
    }

    private static String shown(String service) {
        return HIDDEN.contains(service) ? "AWS Internal" : service;
    }

    /** The {@code Username} of LookupEvents: a user's name, a session's name, nothing where the record names nobody. */
    static Optional<String> username(JsonNode identity) {
        var name = identity.path("type").asText().equals("AssumedRole")
                ? identity.path("arn").asText().replaceFirst(".*/", "")
                : identity.path("userName").asText();
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static ObjectNode own(Principal caller, Optional<String> onBehalfOf) {
        var identity = switch (caller) {
            case Principal.User user -> user(user);
            case Principal.RoleSession session -> session(session);
            case Principal.Service service ->
                Json.object().put("type", "AWSService").put("invokedBy", service.name());
        };
        onBehalfOf.ifPresent(service -> identity.put("invokedBy", service));
        return identity;
    }

    /** What the owner of a key learns of a caller from another account: the account and an opaque id. */
    private static ObjectNode foreign(Principal caller, String account) {
        return Json.object()
                .put("type", "AWSAccount")
                .put("principalId", PrincipalId.of(caller))
                .put("accountId", account);
    }

    private static ObjectNode user(Principal.User user) {
        return Json.object()
                .put("type", "IAMUser")
                .put("principalId", PrincipalId.of(user))
                .put("arn", user.arn())
                .put("accountId", user.accountId())
                .put("accessKeyId", user.accessKeyId())
                .put("userName", user.name());
    }

    private static ObjectNode session(Principal.RoleSession session) {
        var identity = Json.object()
                .put("type", "AssumedRole")
                .put("principalId", PrincipalId.of(session))
                .put("arn", session.arn())
                .put("accountId", session.accountId())
                .put("accessKeyId", session.terms().accessKeyId());
        var context = identity.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", PrincipalId.ofRole(session.role()))
                .put("arn", session.roleArn())
                .put("accountId", session.accountId())
                .put("userName", session.role());
        context.putObject("attributes")
                .put(
                        "creationDate",
                        session.terms().began().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("mfaAuthenticated", "false");
        session.terms().sourceIdentity().ifPresent(source -> context.put("sourceIdentity", source));
        return identity;
    }
}
