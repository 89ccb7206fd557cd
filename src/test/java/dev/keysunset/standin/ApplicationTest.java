package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fleet's applications can do with the keys they depend on. */
class ApplicationTest extends StandInFixture {
    private static final String APP = "arn:aws:iam::" + ACCOUNT + ":role/app";
    private static final List<String> ALL_OPERATIONS = List.of(
            "Encrypt",
            "Decrypt",
            "ReEncrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "Sign",
            "Verify",
            "GenerateMac",
            "VerifyMac",
            "DeriveSharedSecret",
            "Encapsulate",
            "Decapsulate",
            "GetPublicKey");

    @ParameterizedTest
    @CsvSource(textBlock = """
        SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, Encrypt Decrypt ReEncrypt GenerateDataKey GenerateDataKeyWithoutPlaintext \
        GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
        RSA_2048, ENCRYPT_DECRYPT, Encrypt Decrypt ReEncrypt GetPublicKey
        RSA_2048, SIGN_VERIFY, Sign Verify GetPublicKey
        ECC_NIST_P384, SIGN_VERIFY, Sign Verify GetPublicKey
        ECC_NIST_P521, KEY_AGREEMENT, DeriveSharedSecret GetPublicKey
        ECC_NIST_EDWARDS25519, SIGN_VERIFY, Sign Verify GetPublicKey
        ML_DSA_65, SIGN_VERIFY, Sign Verify GetPublicKey
        ML_KEM_768, ENCAPSULATE_DECAPSULATE, Encapsulate Decapsulate GetPublicKey
        HMAC_512, GENERATE_VERIFY_MAC, GenerateMac VerifyMac
        """)
    void canDoWhatTheirKeyIsFor(KeySpec spec, KeyUsage usage, String operations) {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(spec).usage(usage));
        for (var operation : ALL_OPERATIONS) {
            var outcome = standIn.use(key, KeyUse.by(APP, operation));
            if (List.of(operations.split(" ", -1)).contains(operation)) {
                assertThat(outcome).as(operation).isInstanceOf(Outcome.Success.class);
            } else {
                assertThat(outcome).as(operation).isInstanceOf(Outcome.Failure.class);
            }
        }
    }

    /** Nobody keeps bytes of a key that has always been disabled; applications find theirs all the same. */
    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT, Decrypt",
        "SYMMETRIC_DEFAULT, ReEncrypt",
        "SYMMETRIC_DEFAULT, GenerateDataKeyPair",
        "ECC_NIST_P256, Verify",
        "HMAC_224, VerifyMac",
        "ML_KEM_512, Decapsulate"
    })
    void meetTheStateOfTheKeyWithBytesFromBetterDays(KeySpec spec, String operation) {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "")
                        .spec(spec)
                        .state(KeyState.DISABLED)
                        .aged(Duration.ofDays(9)));
        assertThat(errorOf(standIn.use(key, KeyUse.by(APP, operation)))).isEqualTo("DisabledException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/new", "id", "arn"})
    void reEncryptUnderAnotherKeyByAnyOfItsNames(String form) {
        var source = key();
        var destination = standIn.fleet().createKey(KeyPlan.in(PLACE, "alias/new"));
        standIn.use(source, KeyUse.by(APP, "ReEncrypt").to(name(destination, form)));
        standIn.clock().advance(Duration.ofHours(1));
        for (var key : List.of(source, destination)) {
            assertThat(clients.kms(ACCOUNT)
                            .getKeyLastUsage(r -> r.keyId(key.toString()))
                            .keyLastUsage()
                            .operationAsString())
                    .isEqualTo("ReEncrypt");
        }
    }

    @Test
    void areRefusedTheCiphertextOfAKeyThatIsGone() {
        var key = key();
        clients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key.toString()).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(9));
        assertThat(errorOf(standIn.use(key, KeyUse.by(APP, "Encrypt")))).isEqualTo("NotFoundException");
    }

    private static String name(KeyArn key, String form) {
        return switch (form) {
            case "id" -> key.id();
            case "arn" -> key.toString();
            default -> form;
        };
    }

    private static String errorOf(Outcome outcome) {
        return outcome instanceof Outcome.Failure(var error, var _) ? error.code() : "none";
    }
}
