package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.wire.Json;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The {@code userIdentity} element. AWS CloudTrail User Guide, "CloudTrail userIdentity element". */
final class Identities {
    private Identities() {}

    static ObjectNode own(Principal caller, Optional<String> onBehalfOf) {
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
    static ObjectNode foreign(Principal caller, String account) {
        return Json.object()
                .put("type", "AWSAccount")
                .put("principalId", principalId(caller))
                .put("accountId", account);
    }

    static Optional<String> username(Principal caller) {
        return switch (caller) {
            case Principal.User user -> Optional.of(user.name());
            case Principal.RoleSession session -> Optional.of(session.sessionName());
            case Principal.Service _ -> Optional.empty();
        };
    }

    private static ObjectNode user(Principal.User user) {
        return Json.object()
                .put("type", "IAMUser")
                .put("principalId", principalId(user))
                .put("arn", user.arn())
                .put("accountId", user.accountId())
                .put("accessKeyId", user.accessKeyId())
                .put("userName", user.name());
    }

    private static ObjectNode session(Principal.RoleSession session) {
        var identity = Json.object()
                .put("type", "AssumedRole")
                .put("principalId", principalId(session))
                .put("arn", session.arn())
                .put("accountId", session.accountId())
                .put("accessKeyId", session.terms().accessKeyId());
        var context = identity.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", uniqueId("AROA", session.role()))
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

    private static String principalId(Principal caller) {
        return switch (caller) {
            case Principal.User user -> uniqueId("AIDA", user.name());
            case Principal.RoleSession session -> uniqueId("AROA", session.role()) + ":" + session.sessionName();
            case Principal.Service service -> service.name();
        };
    }

    /** The same name always has the same id. */
    private static String uniqueId(String prefix, String name) {
        var digits = Long.toString(Integer.toUnsignedLong(name.hashCode()), Character.MAX_RADIX);
        return prefix + ("EXAMPLE0000000000".substring(0, 16 - digits.length()) + digits).toUpperCase(Locale.ROOT);
    }
}
