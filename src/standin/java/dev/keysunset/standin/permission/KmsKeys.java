package dev.keysunset.standin.permission;

import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The condition keys of KMS. AWS KMS Developer Guide, "Condition keys for AWS KMS". */
final class KmsKeys {
    private static final Pattern ALIAS = Pattern.compile("(arn:aws:kms:[^:]*:\\d{12}:)?(alias/.+)");
    private static final Set<String> GRANT_OPERATIONS = Set.of("CreateGrant", "ListGrants", "RevokeGrant");
    private static final Set<String> SIGNING = Set.of("Sign", "Verify");
    private static final Set<String> RE_ENCRYPTION = Set.of("ReEncryptFrom", "ReEncryptTo");
    private static final Set<String> ENCRYPTION = Set.of("Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo");
    /** What ScheduleKeyDeletion waits if nobody says otherwise. */
    private static final int STANDARD_WINDOW = 30;

    private KmsKeys() {}

    static void addTo(ConditionKeys keys, TrailingDays trailingDays, Function<Key, List<String>> aliasNames) {
        addCallerTo(keys);
        addKeyTo(keys, aliasNames);
        addCryptographyTo(keys);
        addGrantsTo(keys);
        keys.single("kms:TrailingDaysWithoutKeyUsage", asked -> trailing(asked, trailingDays))
                .single("kms:ScheduleKeyDeletionPendingWindowInDays", KmsKeys::window)
                .single("kms:BypassPolicyLockoutSafetyCheck", KmsKeys::bypass)
                .single("kms:RotationPeriodInDays", of("EnableKeyRotation", "RotationPeriodInDays"))
                .single("kms:PrimaryRegion", of("UpdatePrimaryRegion", "PrimaryRegion"))
                .single("kms:ReplicaRegion", of("ReplicateKey", "ReplicaRegion"))
                .single("kms:ExpirationModel", of("ImportKeyMaterial", "ExpirationModel"))
                .single("kms:ValidTo", of("ImportKeyMaterial", "ValidTo"))
                .single("kms:WrappingAlgorithm", of("GetParametersForImport", "WrappingAlgorithm"))
                .single("kms:WrappingKeySpec", of("GetParametersForImport", "WrappingKeySpec"));
    }

    private static void addCallerTo(ConditionKeys keys) {
        keys.single("kms:CallerAccount", asked -> asked.call().caller().account())
                .single(
                        "kms:ViaService",
                        asked -> asked.call()
                                .provenance()
                                .onBehalfOf()
                                .map(service -> viaService(service, asked.call().region())))
                .single("kms:RequestAlias", KmsKeys::requestAlias);
    }

    /** Of the key; of CreateKey, which has none yet, what the request wants. */
    private static void addKeyTo(ConditionKeys keys, Function<Key, List<String>> aliasNames) {
        keys.single(
                        "kms:KeySpec",
                        attribute(
                                "KeySpec",
                                "SYMMETRIC_DEFAULT",
                                plan -> plan.spec().name()))
                .single(
                        "kms:KeyUsage",
                        attribute(
                                "KeyUsage",
                                "ENCRYPT_DECRYPT",
                                plan -> plan.usage().name()))
                .single(
                        "kms:KeyOrigin",
                        attribute("Origin", "AWS_KMS", plan -> plan.origin().name()))
                .single("kms:MultiRegion", KmsKeys::multiRegion)
                .single("kms:MultiRegionKeyType", asked -> asked.key().flatMap(KmsKeys::multiRegionType))
                .several(
                        "kms:ResourceAliases",
                        asked -> asked.key().map(aliasNames).orElse(List.of()));
    }

    private static void addCryptographyTo(ConditionKeys keys) {
        keys.family("kms:EncryptionContext:", KmsKeys::context)
                .several(
                        "kms:EncryptionContextKeys",
                        asked -> List.copyOf(context(asked).keySet()))
                .single("kms:EncryptionAlgorithm", KmsKeys::encryptionAlgorithm)
                .single("kms:ReEncryptOnSameKey", KmsKeys::reEncryptOnSameKey)
                .single("kms:SigningAlgorithm", asked -> asked.call().text("SigningAlgorithm"))
                .single("kms:MacAlgorithm", asked -> asked.call().text("MacAlgorithm"))
                .single("kms:KeyAgreementAlgorithm", asked -> asked.call().text("KeyAgreementAlgorithm"))
                .single("kms:DataKeyPairSpec", asked -> asked.call().text("KeyPairSpec"))
                .single(
                        "kms:MessageType",
                        asked -> Optional.of(asked.call())
                                .filter(call -> SIGNING.contains(call.action()))
                                .map(call -> call.text("MessageType").orElse("RAW")));
    }

    private static void addGrantsTo(ConditionKeys keys) {
        keys.single("kms:GrantIsForAWSResource", KmsKeys::grantForService)
                .single("kms:GranteePrincipal", of("CreateGrant", "GranteePrincipal"))
                .single("kms:RetiringPrincipal", of("CreateGrant", "RetiringPrincipal"))
                .several(
                        "kms:GrantOperations",
                        asked -> members(asked, "Operations")
                                .map(operation -> operation)
                                .toList())
                .single(
                        "kms:GrantConstraintType",
                        asked -> Stream.of("EncryptionContextEquals", "EncryptionContextSubset")
                                .filter(asked.call().parameters().path("Constraints")::has)
                                .findFirst());
    }

    private static Optional<String> trailing(Question asked, TrailingDays days) {
        return asked.key()
                .filter(_ -> Set.of("DisableKey", "ScheduleKeyDeletion")
                        .contains(asked.call().action()))
                .map(key -> Long.toString(days.of(key, asked.now())));
    }

    private static Optional<String> window(Question asked) {
        return asked.call().action().equals("ScheduleKeyDeletion")
                ? Optional.of(Integer.toString(
                        asked.call().parameters().path("PendingWindowInDays").asInt(STANDARD_WINDOW)))
                : Optional.empty();
    }

    private static Optional<String> bypass(Question asked) {
        return Set.of("CreateKey", "PutKeyPolicy").contains(asked.call().action())
                ? Optional.of(Boolean.toString(asked.call()
                        .parameters()
                        .path("BypassPolicyLockoutSafetyCheck")
                        .asBoolean()))
                : Optional.empty();
    }

    private static Function<Question, Optional<String>> of(String action, String member) {
        return asked -> asked.call().action().equals(action)
                ? Optional.of(asked.call().parameters().path(member).asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static Function<Question, Optional<String>> attribute(
            String member, String standard, Function<Blueprint, String> ofKey) {
        return asked -> asked.call().action().equals("CreateKey")
                ? Optional.of(asked.call().text(member).orElse(standard))
                : asked.key().map(Key::blueprint).map(ofKey);
    }

    private static Optional<String> multiRegion(Question asked) {
        return asked.call().action().equals("CreateKey")
                ? Optional.of(Boolean.toString(
                        asked.call().parameters().path("MultiRegion").asBoolean()))
                : asked.key().map(key -> Boolean.toString(key.family().isPresent()));
    }

    private static Optional<String> multiRegionType(Key key) {
        return key.family().map(family -> family.primary().equals(key.arn()) ? "PRIMARY" : "REPLICA");
    }

    /** The alias in the request, whichever way it is written; not the alias that an operation on aliases is about. */
    private static Optional<String> requestAlias(Question asked) {
        return asked.call().text("KeyId").flatMap(name -> {
            var alias = ALIAS.matcher(name);
            return alias.matches() ? Optional.of(alias.group(2)) : Optional.empty();
        });
    }

    private static Map<String, String> context(Question asked) {
        return EncryptionContext.of(asked.call());
    }

    private static Optional<String> encryptionAlgorithm(Question asked) {
        return ENCRYPTION.contains(asked.call().action())
                ? Optional.of(asked.call().text("EncryptionAlgorithm").orElse("SYMMETRIC_DEFAULT"))
                : Optional.empty();
    }

    private static Optional<String> reEncryptOnSameKey(Question asked) {
        return Optional.of(asked.call())
                .filter(call -> RE_ENCRYPTION.contains(call.action()))
                .map(call -> call.parameters().path("ReEncryptOnSameKey").asText());
    }

    private static Optional<String> grantForService(Question asked) {
        var call = asked.call();
        return GRANT_OPERATIONS.contains(call.action())
                ? Optional.of(Boolean.toString(call.provenance().onBehalfOf().isPresent()
                        || call.caller().account().isEmpty()))
                : Optional.empty();
    }

    private static Stream<String> members(Question asked, String member) {
        return StreamSupport.stream(asked.call().parameters().path(member).spliterator(), false)
                .map(value -> value.asText());
    }

    /** {@code s3.amazonaws.com} is {@code s3.<region>.amazonaws.com} to kms:ViaService. */
    private static String viaService(String service, String region) {
        return service.replaceFirst("^([a-z0-9-]+)\\.amazonaws\\.com$", "$1." + region + ".amazonaws.com");
    }
}
