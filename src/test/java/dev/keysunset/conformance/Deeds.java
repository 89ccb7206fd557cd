package dev.keysunset.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** The calls whose answers and records the documentation leaves open, each made once, all before anybody waits. */
final class Deeds {
    private static final Duration SETTLING = Duration.ofMinutes(30);
    private static final SdkBytes TEXT = SdkBytes.fromUtf8String("x");
    private static final Map<String, String> CONTEXT = Map.of("purpose", "conformance");

    private final Subject aws;
    private final SdkBytes ciphertext;
    private final String alias;

    /** A symmetric key: used, then disabled. */
    final KeyMetadata disabled;

    /** A key pair for signing, disabled. */
    final KeyMetadata pair;

    final KeyMetadata pending;

    /** Enabled, and called with DryRun only. */
    final KeyMetadata tried;

    /** Its policy denies Encrypt to everybody; then it was disabled. */
    final KeyMetadata denied;

    final KeyMetadata awaitingMaterial;

    final Deed success;
    final Duration successesAfterDisableKey;
    final List<Deed> onDisabled;
    final List<Deed> onPair;
    final List<Deed> onPending;
    final Deed dryRun;
    final Deed onDenied;

    Deeds(Subject aws) {
        this.aws = aws;
        disabled = aws.keys().create(aws.kms());
        pair = aws.keys().create(aws.kms(), key -> key.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.SIGN_VERIFY));
        pending = aws.keys().create(aws.kms());
        tried = aws.keys().create(aws.kms());
        denied = aws.keys().create(aws.kms());
        awaitingMaterial = aws.keys().create(aws.kms(), key -> key.origin(OriginType.EXTERNAL));
        alias = aws.keys().newAlias();
        aws.kms().createAlias(request -> request.aliasName(alias).targetKeyId(disabled.keyId()));
        ciphertext = encrypt(disabled.arn(), false).ciphertextBlob();
        success = decrypt();
        dryRun = Deed.of("Encrypt", "with DryRun on an enabled key", () -> encrypt(tried.arn(), true));
        denyEncryption();
        aws.kms().scheduleKeyDeletion(request -> request.keyId(pending.arn()).pendingWindowInDays(7));
        for (var key : List.of(denied, pair, disabled)) {
            aws.kms().disableKey(request -> request.keyId(key.arn()));
        }
        successesAfterDisableKey = untilRefused();
        onDisabled = onDisabled();
        onPair = onPair();
        onPending = onPending();
        onDenied = Deed.of("Encrypt", "on a disabled key whose policy denies it", () -> encrypt(denied.arn(), false));
    }

    Stream<Deed> all() {
        return Stream.of(List.of(success, dryRun, onDenied), onDisabled, onPair, onPending)
                .flatMap(List::stream);
    }

    private List<Deed> onDisabled() {
        var broken = ciphertext.asByteArray();
        broken[broken.length - 1] ^= 1;
        return List.of(
                Deed.of("Encrypt", "by ARN", () -> encrypt(disabled.arn(), false)),
                Deed.of("Encrypt", "by key id", () -> encrypt(disabled.keyId(), false)),
                Deed.of("Encrypt", "by alias", () -> encrypt(alias, false)),
                Deed.of("Encrypt", "with DryRun", () -> encrypt(disabled.arn(), true)),
                decrypt(),
                Deed.of(
                        "Decrypt",
                        "of a broken ciphertext",
                        () -> aws.kms()
                                .decrypt(request -> request.ciphertextBlob(SdkBytes.fromByteArray(broken))
                                        .encryptionContext(CONTEXT)
                                        .keyId(disabled.arn()))),
                Deed.of(
                        "GenerateDataKey",
                        "by ARN",
                        () -> aws.kms()
                                .generateDataKey(
                                        request -> request.keyId(disabled.arn()).numberOfBytes(32))));
    }

    private List<Deed> onPair() {
        return List.of(
                Deed.of(
                        "GetPublicKey",
                        "of a disabled key",
                        () -> aws.kms().getPublicKey(request -> request.keyId(pair.arn()))),
                Deed.of(
                        "Sign",
                        "with a disabled key",
                        () -> aws.kms()
                                .sign(request -> request.keyId(pair.arn())
                                        .message(TEXT)
                                        .signingAlgorithm(SigningAlgorithmSpec.RSASSA_PSS_SHA_256))));
    }

    private List<Deed> onPending() {
        return List.of(
                Deed.of("Encrypt", "on a key pending deletion", () -> encrypt(pending.arn(), false)),
                Deed.of(
                        "GenerateDataKey",
                        "on a key pending deletion",
                        () -> aws.kms()
                                .generateDataKey(
                                        request -> request.keyId(pending.arn()).numberOfBytes(32))));
    }

    private Deed decrypt() {
        return Deed.of(
                "Decrypt",
                "without KeyId",
                () -> aws.kms()
                        .decrypt(request -> request.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)));
    }

    private EncryptResponse encrypt(String key, boolean dry) {
        return aws.kms()
                .encrypt(request -> request.keyId(key)
                        .plaintext(TEXT)
                        .encryptionContext(CONTEXT)
                        .dryRun(dry ? true : null));
    }

    /** The account keeps every other permission, so that the key can be ended. */
    private void denyEncryption() {
        var statement =
                "{\"Sid\":\"%s\",\"Effect\":\"%s\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"*\"}";
        var policy = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement.formatted("all", "Allow", "arn:aws:iam::" + aws.account() + ":root", "kms:*") + ","
                + statement.formatted("no", "Deny", "*", "kms:Encrypt") + "]}";
        aws.kms()
                .putKeyPolicy(request ->
                        request.keyId(denied.arn()).policyName("default").policy(policy));
    }

    private Duration untilRefused() {
        var from = aws.patience().now();
        aws.patience().until(SETTLING, () -> {
            var deed = Deed.of("Encrypt", "until it is refused", () -> encrypt(disabled.arn(), false));
            if (deed.succeeded()) {
                throw new AssertionError(disabled.arn() + " still encrypts");
            }
        });
        return Duration.between(from, aws.patience().now());
    }
}
