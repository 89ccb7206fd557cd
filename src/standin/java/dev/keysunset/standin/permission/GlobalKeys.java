package dev.keysunset.standin.permission;

import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.PrincipalId;
import dev.keysunset.standin.identity.SessionTags;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The condition keys of all services. IAM User Guide, "AWS global condition context keys", and those of AWS STS. */
final class GlobalKeys {
    /** The organization of all accounts here. */
    private static final String ORGANIZATION = "o-standin000";

    private static final Pattern ARN = Pattern.compile("arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\\d{12})?:.+");

    private GlobalKeys() {}

    static void addTo(ConditionKeys keys) {
        keys.single("aws:CurrentTime", asked -> Optional.of(asked.now().toString()))
                .single(
                        "aws:EpochTime",
                        asked -> Optional.of(Long.toString(asked.now().getEpochSecond())))
                .single("aws:RequestedRegion", asked -> Optional.of(asked.call().region()))
                .single("aws:SecureTransport", _ -> Optional.of("true"))
                .single(
                        "aws:UserAgent",
                        asked -> Optional.of(asked.call().provenance().userAgent()))
                .single("aws:SourceIp", GlobalKeys::sourceAddress)
                .single("aws:ResourceAccount", asked -> asked.target().owner());
        addPrincipalTo(keys);
        addServiceTo(keys);
        addSessionTo(keys);
        keys.family(
                        "aws:ResourceTag/",
                        asked -> asked.key()
                                .map(Key::tags)
                                .<Map<String, String>>map(LinkedHashMap::new)
                                .orElse(Map.of()))
                .family("aws:RequestTag/", asked -> requestTags(asked.call()))
                .several("aws:TagKeys", asked -> tagKeys(asked.call()));
    }

    private static void addPrincipalTo(ConditionKeys keys) {
        keys.single("aws:PrincipalArn", caller(GlobalKeys::principalArn))
                .single("aws:PrincipalAccount", caller(Principal::account))
                .single("aws:PrincipalOrgID", caller(caller -> caller.account().map(_ -> ORGANIZATION)))
                .single("aws:PrincipalType", caller(GlobalKeys::principalType))
                .single("aws:PrincipalIsAWSService", caller(caller -> flag(caller instanceof Principal.Service)))
                .single(
                        "aws:PrincipalServiceName",
                        caller(caller -> caller instanceof Principal.Service service
                                ? Optional.of(service.name())
                                : Optional.empty()))
                .single("aws:userid", caller(caller -> Optional.of(PrincipalId.of(caller))))
                .single(
                        "aws:username",
                        caller(caller ->
                                caller instanceof Principal.User user ? Optional.of(user.name()) : Optional.empty()))
                .family(
                        "aws:PrincipalTag/",
                        asked -> tags(asked.call().caller()).values());
    }

    /** A service acting for somebody, and a service acting for itself on behalf of a resource. */
    private static void addServiceTo(ConditionKeys keys) {
        keys.single(
                        "aws:ViaAWSService",
                        asked -> flag(asked.call().provenance().onBehalfOf().isPresent()))
                .several(
                        "aws:CalledVia",
                        asked -> asked.call().provenance().onBehalfOf().stream().toList())
                .single("aws:CalledViaFirst", asked -> asked.call().provenance().onBehalfOf())
                .single("aws:CalledViaLast", asked -> asked.call().provenance().onBehalfOf())
                .single("aws:SourceArn", GlobalKeys::sourceArn)
                .single("aws:SourceAccount", asked -> sourceArn(asked).flatMap(GlobalKeys::accountOf));
    }

    private static void addSessionTo(ConditionKeys keys) {
        Function<Question, Optional<String>> requested = asked -> asked.call().text("SourceIdentity");
        keys.single("aws:SourceIdentity", caller(GlobalKeys::sourceIdentity))
                .single(
                        "sts:SourceIdentity",
                        asked -> requested
                                .apply(asked)
                                .or(() -> sourceIdentity(asked.call().caller())))
                .single("sts:ExternalId", asked -> asked.call().text("ExternalId"))
                .single("sts:RoleSessionName", asked -> asked.call().text("RoleSessionName"))
                .single(
                        "aws:TokenIssueTime",
                        caller(caller -> caller instanceof Principal.RoleSession session
                                ? Optional.of(session.terms().began().toString())
                                : Optional.empty()));
    }

    private static Function<Question, Optional<String>> caller(Function<Principal, Optional<String>> value) {
        return asked -> value.apply(asked.call().caller());
    }

    private static Optional<String> flag(boolean value) {
        return Optional.of(Boolean.toString(value));
    }

    /** For a session it is the role, not the session. */
    private static Optional<String> principalArn(Principal caller) {
        return switch (caller) {
            case Principal.User user -> Optional.of(user.arn());
            case Principal.RoleSession session -> Optional.of(session.roleArn());
            case Principal.Service _ -> Optional.empty();
        };
    }

    private static Optional<String> principalType(Principal caller) {
        return switch (caller) {
            case Principal.User _ -> Optional.of("User");
            case Principal.RoleSession _ -> Optional.of("AssumedRole");
            case Principal.Service _ -> Optional.empty();
        };
    }

    private static Optional<String> sourceIdentity(Principal caller) {
        return caller instanceof Principal.RoleSession session ? session.terms().sourceIdentity() : Optional.empty();
    }

    private static SessionTags tags(Principal caller) {
        return caller instanceof Principal.RoleSession session ? session.terms().tags() : SessionTags.NONE;
    }

    /** Of a call that comes straight from the principal. */
    private static Optional<String> sourceAddress(Question asked) {
        var provenance = asked.call().provenance();
        return provenance.onBehalfOf().isPresent() || asked.call().caller() instanceof Principal.Service
                ? Optional.empty()
                : Optional.of(provenance.sourceAddress());
    }

    /** The resource a service works for is the one that its encryption context names. */
    private static Optional<String> sourceArn(Question asked) {
        if (!(asked.call().caller() instanceof Principal.Service)) {
            return Optional.empty();
        }
        return EncryptionContext.of(asked.call()).values().stream()
                .filter(value -> ARN.matcher(value).matches())
                .findFirst();
    }

    private static Optional<String> accountOf(String arn) {
        var match = ARN.matcher(arn);
        return match.matches() ? Optional.ofNullable(match.group(1)) : Optional.empty();
    }

    private static Map<String, String> requestTags(Call call) {
        var tags = new LinkedHashMap<String, String>();
        call.parameters()
                .path("Tags")
                .forEach(tag -> tags.put(
                        tag.path("TagKey").asText(tag.path("Key").asText()),
                        tag.path("TagValue").asText(tag.path("Value").asText())));
        return tags;
    }

    private static List<String> tagKeys(Call call) {
        var removed = StreamSupport.stream(call.parameters().path("TagKeys").spliterator(), false)
                .map(name -> name.asText())
                .toList();
        return removed.isEmpty() ? List.copyOf(requestTags(call).keySet()) : removed;
    }
}
