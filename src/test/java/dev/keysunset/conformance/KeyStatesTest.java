package dev.keysunset.conformance;

import static dev.keysunset.conformance.Refusal.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;

/**
 * What a key's state refuses, in exact words. AWS KMS Developer Guide, "Key states of AWS KMS keys"; a single-Region key
 * leaves out "(or pending replica deletion)".
 */
@Conformance
class KeyStatesTest {
    /** KMS is eventually consistent: mostly within seconds, "in some cases several minutes". */
    private static final Duration SETTLING = Duration.ofMinutes(15);

    private final Subject aws;

    KeyStatesTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void disablesAndEnablesAsOftenAsAsked() {
        var key = aws.keys().create(aws.kms());
        for (var i = 0; i < 2; i++) {
            aws.kms().disableKey(request -> request.keyId(key.arn()));
            becomes(key, KeyState.DISABLED);
        }
        for (var i = 0; i < 2; i++) {
            aws.kms().enableKey(request -> request.keyId(key.arn()));
            becomes(key, KeyState.ENABLED);
        }
        aws.patience().until(SETTLING, () -> encrypt(key.arn()));
    }

    @Test
    void refusesADisabledKey() {
        var key = aws.keys().create(aws.kms());
        var alias = aws.keys().newAlias();
        aws.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        var disabled = saying("DisabledException", key.arn() + " is disabled.");
        for (var name : new String[] {key.keyId(), key.arn(), alias}) {
            aws.patience()
                    .until(
                            SETTLING,
                            () -> assertThat(Refusal.of(() -> encrypt(name))).isEqualTo(disabled));
        }
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(Refusal.of(() -> aws.kms()
                                        .createGrant(request -> request.keyId(key.arn())
                                                .granteePrincipal("arn:aws:iam::" + aws.account() + ":root")
                                                .operationsWithStrings("Decrypt"))))
                                .isEqualTo(disabled));
        assertThat(aws.kms()
                        .tagResource(request -> request.keyId(key.keyId())
                                .tags(Tag.builder()
                                        .tagKey("state")
                                        .tagValue("disabled")
                                        .build())))
                .isInstanceOf(TagResourceResponse.class);
    }

    @Test
    void tellsThePublicPartOfADisabledKey() {
        var key = aws.keys()
                .create(
                        aws.kms(),
                        request -> request.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY));
        var before = aws.kms().getPublicKey(request -> request.keyId(key.arn())).publicKey();
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        becomes(key, KeyState.DISABLED);
        aws.patience().pass(Duration.ofMinutes(1));
        assertThat(aws.kms().getPublicKey(request -> request.keyId(key.arn())).publicKey())
                .isEqualTo(before);
    }

    @Test
    void schedulesADeletionAndTakesItBack() {
        var key = aws.keys().create(aws.kms());
        var from = aws.patience().now();
        var scheduled = aws.kms()
                .scheduleKeyDeletion(request -> request.keyId(key.keyId()).pendingWindowInDays(7));
        assertThat(scheduled.keyId()).isEqualTo(key.arn());
        assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(scheduled.pendingWindowInDays()).isEqualTo(7);
        assertThat(Duration.between(from, scheduled.deletionDate()))
                .isBetween(
                        Duration.ofDays(7).minusMinutes(1), Duration.ofDays(8).plusMinutes(5));
        shows(key, described -> {
            assertThat(described.keyState()).isEqualTo(KeyState.PENDING_DELETION);
            assertThat(described.deletionDate()).isEqualTo(scheduled.deletionDate());
            assertThat(described.enabled()).isFalse();
        });

        assertThat(aws.kms()
                        .cancelKeyDeletion(request -> request.keyId(key.keyId()))
                        .keyId())
                .isEqualTo(key.arn());
        shows(key, described -> {
            assertThat(described.keyState()).isEqualTo(KeyState.DISABLED);
            assertThat(described.deletionDate()).isNull();
        });
        var again = Refusal.of(() -> aws.kms().cancelKeyDeletion(request -> request.keyId(key.arn())));
        assertThat(again).isEqualTo(saying("KMSInvalidStateException", key.arn() + " is not pending deletion."));
    }

    @Test
    void refusesAKeyPendingDeletion() {
        var key = aws.keys().create(aws.kms());
        aws.kms().scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(7));
        var text = key.arn() + " is pending deletion.";
        // Two footnotes of AWS's table: either code may come.
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(Refusal.of(() -> encrypt(key.arn())))
                                .isIn(saying("DisabledException", text), saying("KMSInvalidStateException", text)));
        var invalid = saying("KMSInvalidStateException", text);
        assertThat(Refusal.of(() -> aws.kms().disableKey(request -> request.keyId(key.arn()))))
                .isEqualTo(invalid);
        assertThat(Refusal.of(() -> aws.kms().enableKey(request -> request.keyId(key.arn()))))
                .isEqualTo(invalid);
        assertThat(Refusal.of(() -> aws.kms()
                        .scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(30))))
                .isEqualTo(invalid);
        assertThat(Refusal.of(() -> aws.kms()
                        .createAlias(request ->
                                request.aliasName(aws.keys().newAlias()).targetKeyId(key.arn()))))
                .isEqualTo(invalid);
    }

    @Test
    void takesSevenToThirtyDaysAndThirtyUnlessTold() {
        var key = aws.keys().create(aws.kms());
        for (var days : new int[] {6, 31}) {
            var refusal = Refusal.of(() -> aws.kms()
                    .scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(days)));
            assertThat(refusal.code()).isEqualTo("ValidationException");
        }
        assertThat(aws.kms()
                        .scheduleKeyDeletion(request -> request.keyId(key.arn()))
                        .pendingWindowInDays())
                .isEqualTo(30);
        // The run ends with the shortest window for each of its keys.
        aws.kms().cancelKeyDeletion(request -> request.keyId(key.arn()));
        becomes(key, KeyState.DISABLED);
    }

    @Test
    void forgetsAKeyAfterItsWindow() {
        var key = aws.keys().create(aws.kms());
        aws.kms().scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(7));
        aws.patience().pass(Duration.ofDays(8).plusHours(1));
        assertThat(Refusal.of(() -> aws.kms().describeKey(request -> request.keyId(key.arn()))))
                .isEqualTo(saying("NotFoundException", "Key '" + key.arn() + "' does not exist"));
    }

    private void becomes(KeyMetadata key, KeyState state) {
        aws.patience()
                .until(SETTLING, () -> assertThat(described(key).keyState()).isEqualTo(state));
    }

    private void shows(KeyMetadata key, Consumer<KeyMetadata> requirements) {
        aws.patience().until(SETTLING, () -> assertThat(described(key)).satisfies(requirements));
    }

    private KeyMetadata described(KeyMetadata key) {
        return aws.kms().describeKey(request -> request.keyId(key.arn())).keyMetadata();
    }

    private Object encrypt(String key) {
        return aws.kms().encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("x")));
    }
}
