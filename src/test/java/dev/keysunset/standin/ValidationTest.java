package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;

/** AWS KMS API Reference, the constraints of parameters, in AWS's words. */
class ValidationTest extends StandInFixture {
    private final KmsClient kms = clients.kms(ACCOUNT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        keyId too long | 1 validation error detected: Value '<long>' at 'keyId' failed to satisfy constraint: Member must have length less than or equal to 2048
        keyId empty | 1 validation error detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1
        keyId missing | 1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null
        window of 366 days | 1 validation error detected: Value '366' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value less than or equal to 365
        rotation period of 89 days | 1 validation error detected: Value '89' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value greater than or equal to 90
        rotation period of 2561 days | 1 validation error detected: Value '2561' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value less than or equal to 2560
        usage unknown | 1 validation error detected: Value 'RANDOM' at 'keyUsage' failed to satisfy constraint: Member must satisfy enum value set: [SIGN_VERIFY, ENCRYPT_DECRYPT, GENERATE_VERIFY_MAC, KEY_AGREEMENT, ENCAPSULATE_DECAPSULATE]
        alias with a blank | 1 validation error detected: Value 'alias/a b' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$
        limit of 1001 keys | 1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000
        limit of 0 aliases | 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1
        plaintext too long | 1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096
        tag name empty | 1 validation error detected: Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1
        grant operation unknown | 1 validation error detected: Value '[Fly]' at 'operations' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [Decrypt, Encrypt, GenerateDataKey, GenerateDataKeyWithoutPlaintext, ReEncryptFrom, ReEncryptTo, Sign, Verify, GetPublicKey, CreateGrant, RetireGrant, DescribeKey, GenerateDataKeyPair, GenerateDataKeyPairWithoutPlaintext, GenerateMac, VerifyMac, DeriveSharedSecret, Encapsulate, Decapsulate]]
        two at once | 2 validation errors detected: Value 'alias/a b' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$; Value null at 'targetKeyId' failed to satisfy constraint: Member must not be null
        """)
    void tellsWhatIsWrong(String request, String expected) {
        var longText = "k".repeat(2049);
        var error = errorOf(request(request, longText));
        assertThat(error.errorCode()).isEqualTo("ValidationException");
        assertThat(error.errorMessage()).isEqualTo(expected.replace("<long>", longText));
        assertThat(error.sdkHttpResponse().statusCode()).isEqualTo(400);
    }

    private ThrowingCallable request(String name, String longText) {
        return switch (name) {
            case "keyId too long" -> () -> kms.describeKey(r -> r.keyId(longText));
            case "keyId empty" -> () -> kms.disableKey(r -> r.keyId(""));
            case "keyId missing" -> () -> kms.enableKey(r -> {});
            case "window of 366 days" ->
                () -> kms.scheduleKeyDeletion(r -> r.keyId("k").pendingWindowInDays(366));
            case "rotation period of 89 days" ->
                () -> kms.enableKeyRotation(r -> r.keyId("k").rotationPeriodInDays(89));
            case "rotation period of 2561 days" ->
                () -> kms.enableKeyRotation(r -> r.keyId("k").rotationPeriodInDays(2561));
            case "usage unknown" -> () -> kms.createKey(r -> r.keyUsage("RANDOM"));
            case "alias with a blank" ->
                () -> kms.createAlias(r -> r.aliasName("alias/a b").targetKeyId("k"));
            case "limit of 1001 keys" -> () -> kms.listKeys(r -> r.limit(1001));
            case "limit of 0 aliases" -> () -> kms.listAliases(r -> r.limit(0));
            case "plaintext too long" ->
                () -> kms.encrypt(r -> r.keyId("k").plaintext(SdkBytes.fromByteArray(new byte[4097])));
            case "tag name empty" ->
                () -> kms.tagResource(r -> r.keyId("k")
                        .tags(Tag.builder().tagKey("").tagValue("me").build()));
            case "grant operation unknown" ->
                () -> kms.createGrant(r -> r.keyId("k")
                        .granteePrincipal("arn:aws:iam::111122223333:role/app")
                        .operationsWithStrings("Fly"));
            case "two at once" -> () -> kms.createAlias(r -> r.aliasName("alias/a b"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HMAC_256 | | You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.
        ECC_NIST_P256 | ENCRYPT_DECRYPT | KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec ECC_NIST_P256
        SYMMETRIC_DEFAULT | SIGN_VERIFY | KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT
        """)
    void createsOnlyKeysWhoseUsageFitsTheirSpec(String spec, String usage, String expected) {
        var error = errorOf(() -> kms.createKey(r -> r.keySpec(spec).keyUsage(usage)));
        assertThat(error.errorCode()).isEqualTo("ValidationException");
        assertThat(error.errorMessage()).isEqualTo(expected);
    }

    @Test
    void refusesTagsThatAreReservedOrTwice() {
        var key = key().id();
        for (var tags : List.of(List.of("aws:x"), List.of("a", "a"))) {
            var list = tags.stream()
                    .map(name -> Tag.builder().tagKey(name).tagValue("v").build())
                    .toList();
            assertThat(errorOf(() -> kms.tagResource(r -> r.keyId(key).tags(list)))
                            .errorCode())
                    .isEqualTo("TagException");
            assertThat(errorOf(() -> kms.createKey(r -> r.tags(list))).errorCode())
                    .isEqualTo("TagException");
        }
    }

    @Test
    void acceptsAKeyPolicyOnlyIfItsAuthorCanChangeItAgain() {
        var key = key().id();
        var lockedOut = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
            "Action":"kms:Encrypt","Resource":"*"}]}\
            """;
        for (var call : List.<ThrowingCallable>of(
                () -> kms.putKeyPolicy(r -> r.keyId(key).policy(lockedOut)),
                () -> kms.createKey(r -> r.policy(lockedOut)))) {
            var error = errorOf(call);
            assertThat(error.errorCode()).isEqualTo("MalformedPolicyDocumentException");
            assertThat(error.errorMessage())
                    .isEqualTo("The new key policy will not allow you to update the key policy in the future.");
        }
        assertThat(errorOf(() -> kms.putKeyPolicy(r -> r.keyId(key).policy("no JSON")))
                        .errorCode())
                .isEqualTo("MalformedPolicyDocumentException");
        kms.putKeyPolicy(r -> r.keyId(key).policy(lockedOut).bypassPolicyLockoutSafetyCheck(true));
        assertThat(errorOf(() -> kms.getKeyPolicy(r -> r.keyId(key))).errorCode())
                .isEqualTo("AccessDeniedException");
    }
}
