package dev.keysunset.aws.canaries;

import dev.keysunset.aws.Api;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.MessageType;

/**
 * The cryptographic call that fits a key, by its usage and with an algorithm of its own: one that AWS would carry out if the key
 * were enabled, so that nothing but its state refuses it. GetPublicKey is none, it succeeds on a disabled key; a Decrypt of
 * invented ciphertext is none, it may fail before AWS looks at the state (KMS Developer Guide, key states).
 *
 * <p>The key is named by its bare id: where the record is then found under the key's ARN, AWS has resolved the name, and finds calls by
 * alias there as well.
 */
record CanaryOperation(Api api, Sending sending) {
    private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("keysunset canary");

    /** The curves of key agreement that the JDK can make a peer's key on. */
    private static final List<Curve> CURVES = List.of(
            new Curve("ECC_NIST_P256", "secp256r1"),
            new Curve("ECC_NIST_P384", "secp384r1"),
            new Curve("ECC_NIST_P521", "secp521r1"));

    private record Curve(String keySpec, String name) {}

    @FunctionalInterface
    interface Sending {
        KmsResponse to(KmsClient kms, AwsRequestOverrideConfiguration override);
    }

    /** Empty for a usage or spec that no canary is known for. */
    static Optional<CanaryOperation> of(KeyMetadata key) {
        var keyId = key.keyId();
        return switch (key.keyUsageAsString()) {
            case "ENCRYPT_DECRYPT" -> encryption(key);
            case "SIGN_VERIFY" ->
                algorithm(key.signingAlgorithmsAsStrings())
                        .map(algorithm -> new CanaryOperation(
                                Api.SIGN,
                                (kms, override) -> kms.sign(request -> request.keyId(keyId)
                                        .signingAlgorithm(algorithm)
                                        .messageType(MessageType.RAW)
                                        .message(MESSAGE)
                                        .overrideConfiguration(override))));
            case "GENERATE_VERIFY_MAC" ->
                algorithm(key.macAlgorithmsAsStrings())
                        .map(algorithm -> new CanaryOperation(
                                Api.GENERATE_MAC,
                                (kms, override) -> kms.generateMac(request -> request.keyId(keyId)
                                        .macAlgorithm(algorithm)
                                        .message(MESSAGE)
                                        .overrideConfiguration(override))));
            case "KEY_AGREEMENT" -> agreement(key);
            case "ENCAPSULATE_DECAPSULATE" ->
                algorithm(key.encapsulationAlgorithmsAsStrings())
                        .map(algorithm -> new CanaryOperation(
                                Api.ENCAPSULATE,
                                (kms, override) -> kms.encapsulate(request -> request.keyId(keyId)
                                        .encapsulationAlgorithm(algorithm)
                                        .overrideConfiguration(override))));
            default -> Optional.empty();
        };
    }

    private static Optional<CanaryOperation> encryption(KeyMetadata key) {
        var keyId = key.keyId();
        if ("SYMMETRIC_DEFAULT".equals(key.keySpecAsString())) {
            return Optional.of(new CanaryOperation(
                    Api.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
                    (kms, override) -> kms.generateDataKeyWithoutPlaintext(request ->
                            request.keyId(keyId).keySpec(DataKeySpec.AES_256).overrideConfiguration(override))));
        }
        return algorithm(key.encryptionAlgorithmsAsStrings())
                .map(algorithm -> new CanaryOperation(
                        Api.ENCRYPT,
                        (kms, override) -> kms.encrypt(request -> request.keyId(keyId)
                                .encryptionAlgorithm(algorithm)
                                .plaintext(MESSAGE)
                                .overrideConfiguration(override))));
    }

    private static Optional<CanaryOperation> agreement(KeyMetadata key) {
        var keyId = key.keyId();
        var peer = CURVES.stream()
                .filter(curve -> curve.keySpec().equals(key.keySpecAsString()))
                .findFirst()
                .map(curve -> SdkBytes.fromByteArray(publicKeyOn(curve)));
        return peer.flatMap(publicKey -> algorithm(key.keyAgreementAlgorithmsAsStrings())
                .map(algorithm -> new CanaryOperation(
                        Api.DERIVE_SHARED_SECRET,
                        (kms, override) -> kms.deriveSharedSecret(request -> request.keyId(keyId)
                                .keyAgreementAlgorithm(algorithm)
                                .publicKey(publicKey)
                                .overrideConfiguration(override)))));
    }

    /** Those that sign a digest alone do not take the message as it is. */
    private static Optional<String> algorithm(List<String> offered) {
        return offered.stream().filter(name -> !name.contains("_PH_")).findFirst();
    }

    private static byte[] publicKeyOn(Curve curve) {
        try {
            var pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec(curve.name()));
            return pairs.generateKeyPair().getPublic().getEncoded();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this Java has no curve " + curve.name(), e);
        }
    }
}
