package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** What CloudTrail writes down of cryptography: what was asked for, never the bytes. */
class CryptographyRecordTest extends StandInFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String APP = "arn:aws:iam::" + ACCOUNT + ":role/app";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        SYMMETRIC_DEFAULT     | ENCRYPT_DECRYPT         | Encrypt                             | "encryptionAlgorithm":"SYMMETRIC_DEFAULT"
        SYMMETRIC_DEFAULT     | ENCRYPT_DECRYPT         | GenerateDataKey                     | "keySpec":"AES_256"
        SYMMETRIC_DEFAULT     | ENCRYPT_DECRYPT         | GenerateDataKeyWithoutPlaintext     | "keySpec":"AES_256"
        SYMMETRIC_DEFAULT     | ENCRYPT_DECRYPT         | GenerateDataKeyPair                 | "keyPairSpec":"ECC_NIST_P256"
        SYMMETRIC_DEFAULT     | ENCRYPT_DECRYPT         | GenerateDataKeyPairWithoutPlaintext | "keyPairSpec":"ECC_NIST_P256"
        RSA_2048              | ENCRYPT_DECRYPT         | Decrypt                             | "encryptionAlgorithm":"RSAES_OAEP_SHA_1"
        ECC_NIST_EDWARDS25519 | SIGN_VERIFY             | Sign                                | "messageType":"RAW","signingAlgorithm":"ED25519_SHA_512"
        ECC_NIST_P256         | SIGN_VERIFY             | Verify                              | "messageType":"RAW","signingAlgorithm":"ECDSA_SHA_256"
        HMAC_512              | GENERATE_VERIFY_MAC     | GenerateMac                         | "macAlgorithm":"HMAC_SHA_512"
        HMAC_512              | GENERATE_VERIFY_MAC     | VerifyMac                           | "macAlgorithm":"HMAC_SHA_512"
        ECC_NIST_P256         | KEY_AGREEMENT           | DeriveSharedSecret                  | "keyAgreementAlgorithm":"ECDH"
        ML_KEM_768            | ENCAPSULATE_DECAPSULATE | Encapsulate                         | "encapsulationAlgorithm":"ML_KEM"
        ML_KEM_768            | ENCAPSULATE_DECAPSULATE | Decapsulate                         | "encapsulationAlgorithm":"ML_KEM"
        """)
    void tellsWhatWasAskedForAndNothingElse(KeySpec spec, KeyUsage usage, String operation, String parameters) {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(spec).usage(usage));
        standIn.use(key, KeyUse.by(APP, operation));
        var record = record(operation);
        assertThat(record.path("errorCode").asText()).isEmpty();
        assertThat(record.path("requestParameters").toString())
                .isEqualTo("{\"keyId\":\"" + key + "\"," + parameters + "}");
        assertThat(record.path("responseElements").isNull()).isTrue();
        assertThat(record.path("readOnly").asBoolean()).isTrue();
        assertThat(record.path("resources").path(0).path("ARN").asText()).isEqualTo(key.toString());
    }

    @Test
    void tellsTheAlgorithmThatNobodyNamedAndTheMaterial() {
        var kms = clients.kms(ACCOUNT);
        var key = key().toString();
        var ciphertext = kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
                .ciphertextBlob();
        var opened = kms.decrypt(r -> r.ciphertextBlob(ciphertext));
        var record = record("Decrypt");
        assertThat(record.path("requestParameters").toString())
                .isEqualTo("{\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}");
        assertThat(record.path("additionalEventData").path("keyMaterialId").asText())
                .isEqualTo(opened.keyMaterialId());
    }

    @Test
    void tellsOfADryRunAsOfAFailure() {
        var key = key().toString();
        errorOf(() -> clients.kms(ACCOUNT)
                .encrypt(r ->
                        r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")).dryRun(true)));
        var record = record("Encrypt");
        assertThat(record.path("errorCode").asText()).isEqualTo("DryRunOperationException");
        assertThat(record.path("requestParameters").path("dryRun").asBoolean()).isTrue();
        assertThat(record.path("resources").path(0).path("ARN").asText()).isEqualTo(key);
    }

    private JsonNode record(String operation) {
        standIn.clock().advance(Duration.ofMinutes(15));
        var events = clients.cloudTrail(ACCOUNT)
                .lookupEvents(r -> r.lookupAttributes(byName(operation)))
                .events();
        assertThat(events).hasSize(1);
        try {
            return MAPPER.readTree(events.getFirst().cloudTrailEvent());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static LookupAttribute byName(String event) {
        return LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.EVENT_NAME)
                .attributeValue(event)
                .build();
    }
}
