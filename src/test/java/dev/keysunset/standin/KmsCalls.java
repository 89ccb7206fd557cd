package dev.keysunset.standin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidImportTokenException;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;

/** One well-formed call of each KMS operation that is about a key, by the operation's name. */
final class KmsCalls {
    private static final SdkBytes BYTES = SdkBytes.fromUtf8String("data");

    private static final Map<String, BiFunction<KmsClient, String, Object>> CALLS = Map.ofEntries(
            entry("CancelKeyDeletion", (kms, key) -> kms.cancelKeyDeletion(r -> r.keyId(key))),
            entry(
                    "CreateAlias",
                    (kms, key) -> kms.createAlias(
                            r -> r.targetKeyId(key).aliasName("alias/of-" + key.substring(key.indexOf('/') + 1)))),
            entry(
                    "CreateGrant",
                    (kms, key) -> kms.createGrant(r -> r.keyId(key)
                            .granteePrincipal("arn:aws:iam::111122223333:role/app")
                            .operations(GrantOperation.DESCRIBE_KEY))),
            entry(
                    "Decrypt",
                    (kms, key) -> kms.decrypt(r -> r.keyId(key)
                            .ciphertextBlob(
                                    made(() -> kms.encrypt(e -> e.keyId(key).plaintext(BYTES))
                                            .ciphertextBlob())))),
            entry(
                    "DeleteAlias",
                    (kms, key) -> kms.deleteAlias(r -> r.aliasName(kms.listAliases(l -> l.keyId(key))
                            .aliases()
                            .getFirst()
                            .aliasName()))),
            entry("DeleteImportedKeyMaterial", (kms, key) -> kms.deleteImportedKeyMaterial(r -> r.keyId(key))),
            entry(
                    "DeriveSharedSecret",
                    (kms, key) -> kms.deriveSharedSecret(r -> r.keyId(key)
                            .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                            .publicKey(made(
                                    () -> kms.getPublicKey(p -> p.keyId(key)).publicKey())))),
            entry("DescribeKey", (kms, key) -> kms.describeKey(r -> r.keyId(key))),
            entry("DisableKey", (kms, key) -> kms.disableKey(r -> r.keyId(key))),
            entry("DisableKeyRotation", (kms, key) -> kms.disableKeyRotation(r -> r.keyId(key))),
            entry("EnableKey", (kms, key) -> kms.enableKey(r -> r.keyId(key))),
            entry("EnableKeyRotation", (kms, key) -> kms.enableKeyRotation(r -> r.keyId(key))),
            entry("Encapsulate", (kms, key) -> kms.encapsulate(r -> r.keyId(key).encapsulationAlgorithm("ML_KEM"))),
            entry("Encrypt", (kms, key) -> kms.encrypt(r -> r.keyId(key).plaintext(BYTES))),
            entry(
                    "GenerateDataKey",
                    (kms, key) -> kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"))),
            entry(
                    "GenerateDataKeyWithoutPlaintext",
                    (kms, key) -> kms.generateDataKeyWithoutPlaintext(
                            r -> r.keyId(key).keySpec("AES_256"))),
            entry(
                    "GenerateDataKeyPair",
                    (kms, key) -> kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("ECC_NIST_P256"))),
            entry(
                    "GenerateDataKeyPairWithoutPlaintext",
                    (kms, key) -> kms.generateDataKeyPairWithoutPlaintext(
                            r -> r.keyId(key).keyPairSpec("ECC_NIST_P256"))),
            entry(
                    "GenerateMac",
                    (kms, key) -> kms.generateMac(
                            r -> r.keyId(key).message(BYTES).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))),
            entry("GetKeyLastUsage", (kms, key) -> kms.getKeyLastUsage(r -> r.keyId(key))),
            entry("GetKeyPolicy", (kms, key) -> kms.getKeyPolicy(r -> r.keyId(key))),
            entry("GetKeyRotationStatus", (kms, key) -> kms.getKeyRotationStatus(r -> r.keyId(key))),
            entry(
                    "GetParametersForImport",
                    (kms, key) -> kms.getParametersForImport(r ->
                            r.keyId(key).wrappingAlgorithm("RSAES_OAEP_SHA_256").wrappingKeySpec("RSA_2048"))),
            entry("GetPublicKey", (kms, key) -> kms.getPublicKey(r -> r.keyId(key))),
            entry("ImportKeyMaterial", KmsCalls::importKeyMaterial),
            entry("ListAliases", (kms, key) -> kms.listAliases(r -> r.keyId(key))),
            entry("ListGrants", (kms, key) -> kms.listGrants(r -> r.keyId(key))),
            entry("ListKeyPolicies", (kms, key) -> kms.listKeyPolicies(r -> r.keyId(key))),
            entry("ListResourceTags", (kms, key) -> kms.listResourceTags(r -> r.keyId(key))),
            entry(
                    "PutKeyPolicy",
                    (kms, key) -> kms.putKeyPolicy(r -> r.keyId(key)
                            .policy(kms.getKeyPolicy(p -> p.keyId(key)).policy()))),
            entry(
                    "ReEncrypt",
                    (kms, key) -> kms.reEncrypt(r -> r.sourceKeyId(key)
                            .destinationKeyId(key)
                            .ciphertextBlob(
                                    made(() -> kms.encrypt(e -> e.keyId(key).plaintext(BYTES))
                                            .ciphertextBlob())))),
            entry(
                    "ReplicateKey",
                    (kms, key) -> kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-central-1"))),
            entry(
                    "RetireGrant",
                    (kms, key) -> withGrant(
                            kms, key, id -> kms.retireGrant(r -> r.keyId(key).grantId(id)))),
            entry(
                    "RevokeGrant",
                    (kms, key) -> withGrant(
                            kms, key, id -> kms.revokeGrant(r -> r.keyId(key).grantId(id)))),
            entry("RotateKeyOnDemand", (kms, key) -> kms.rotateKeyOnDemand(r -> r.keyId(key))),
            entry(
                    "ScheduleKeyDeletion",
                    (kms, key) -> kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7))),
            entry(
                    "Sign",
                    (kms, key) -> kms.sign(
                            r -> r.keyId(key).message(BYTES).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))),
            entry(
                    "TagResource",
                    (kms, key) -> kms.tagResource(r -> r.keyId(key)
                            .tags(Tag.builder().tagKey("owner").tagValue("me").build()))),
            entry(
                    "UntagResource",
                    (kms, key) -> kms.untagResource(r -> r.keyId(key).tagKeys("owner"))),
            entry("UpdateAlias", KmsCalls::updateAlias),
            entry(
                    "UpdateKeyDescription",
                    (kms, key) -> kms.updateKeyDescription(r -> r.keyId(key).description("new"))),
            entry(
                    "UpdatePrimaryRegion",
                    (kms, key) -> kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion("eu-west-1"))),
            entry(
                    "Verify",
                    (kms, key) -> kms.verify(r -> r.keyId(key)
                            .message(BYTES)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                            .signature(made(() -> kms.sign(s -> s.keyId(key)
                                            .message(BYTES)
                                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                                    .signature())))),
            entry(
                    "VerifyMac",
                    (kms, key) -> kms.verifyMac(r -> r.keyId(key)
                            .message(BYTES)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .mac(made(() -> kms.generateMac(g ->
                                            g.keyId(key).message(BYTES).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                                    .mac())))));

    private KmsCalls() {}

    static boolean isAboutRegions(String operation) {
        return operation.equals("ReplicateKey") || operation.equals("UpdatePrimaryRegion");
    }

    static KeyUsage usageOf(String operation) {
        return operation.equals("DeriveSharedSecret")
                ? KeyUsage.KEY_AGREEMENT
                : specOf(operation).defaultUsage();
    }

    static KeySpec specOf(String operation) {
        return switch (operation) {
            case "Encapsulate" -> KeySpec.ML_KEM_512;
            case "Sign", "Verify", "GetPublicKey", "DeriveSharedSecret" -> KeySpec.ECC_NIST_P256;
            case "GenerateMac", "VerifyMac" -> KeySpec.HMAC_256;
            default -> KeySpec.SYMMETRIC_DEFAULT;
        };
    }

    /** Makes the call; what it needs besides the key is made with the key first. */
    static Object make(String operation, KmsClient kms, String key) {
        return Objects.requireNonNull(CALLS.get(operation), operation).apply(kms, key);
    }

    /** Bytes from the key itself, or any bytes where its state refuses to make some. */
    private static SdkBytes made(Supplier<SdkBytes> maker) {
        try {
            return maker.get();
        } catch (KmsException refused) {
            return BYTES;
        }
    }

    /** Where no grant can be made, that a made-up one is not found shows that the state refuses nothing. */
    private static Object withGrant(KmsClient kms, String key, Function<String, Object> call) {
        try {
            var grant = kms.createGrant(r -> r.keyId(key)
                    .granteePrincipal("arn:aws:iam::111122223333:role/app")
                    .operations(GrantOperation.DESCRIBE_KEY));
            return call.apply(grant.grantId());
        } catch (KmsException refused) {
            return assertThatThrownBy(() -> call.apply("made-up")).isInstanceOf(NotFoundException.class);
        }
    }

    /** A state that lets the import through lets it fail by its made-up token. */
    private static Object importKeyMaterial(KmsClient kms, String key) {
        try {
            return kms.importKeyMaterial(r -> r.keyId(key)
                    .importToken(BYTES)
                    .encryptedKeyMaterial(BYTES)
                    .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"));
        } catch (InvalidImportTokenException e) {
            return e;
        }
    }

    private static Object updateAlias(KmsClient kms, String key) {
        var alias = "alias/to-" + key.substring(key.indexOf('/') + 1);
        var other = kms.createKey().keyMetadata().keyId();
        kms.createAlias(r -> r.targetKeyId(other).aliasName(alias));
        return kms.updateAlias(r -> r.targetKeyId(key).aliasName(alias));
    }
}
