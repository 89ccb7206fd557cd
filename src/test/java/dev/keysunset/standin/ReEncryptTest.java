package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.TrailBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;

/** ReEncrypt, the one operation on two keys. */
class ReEncryptTest extends StandInFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final Map<String, String> OLD = Map.of("Project", "Alpha");
    private static final Map<String, String> NEW = Map.of("Level", "3A");

    private final KmsClient kms = clients.kms(ACCOUNT);
    private final KeyArn source = key();
    private final KeyArn destination = standIn.fleet().createKey(KeyPlan.in(PLACE, "alias/new"));

    @ParameterizedTest
    @CsvSource({"alias/new", "alias ARN", "key id", "key ARN"})
    void opensWithOneKeyAndSealsWithTheOther(String form) {
        var ciphertext = encrypted();
        var name = switch (form) {
            case "alias ARN" -> "arn:aws:kms:us-east-1:" + ACCOUNT + ":alias/new";
            case "key id" -> destination.id();
            case "key ARN" -> destination.toString();
            default -> form;
        };
        var answer = kms.reEncrypt(r -> r.ciphertextBlob(ciphertext)
                .sourceEncryptionContext(OLD)
                .destinationKeyId(name)
                .destinationEncryptionContext(NEW));
        assertThat(answer.sourceKeyId()).isEqualTo(source.toString());
        assertThat(answer.keyId()).isEqualTo(destination.toString());
        assertThat(answer.sourceKeyMaterialId()).hasSize(64).isNotEqualTo(answer.destinationKeyMaterialId());
        assertThat(answer.sourceEncryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);

        var opened = kms.decrypt(r -> r.ciphertextBlob(answer.ciphertextBlob()).encryptionContext(NEW));
        assertThat(opened.plaintext()).isEqualTo(HELLO);
        assertThat(opened.keyId()).isEqualTo(destination.toString());
        assertThat(opened.keyMaterialId()).isEqualTo(answer.destinationKeyMaterialId());
    }

    @Test
    void leadsFromAnRsaKeyToASymmetricOne() {
        var rsa = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(KeySpec.RSA_2048).usage(KeyUsage.ENCRYPT_DECRYPT))
                .toString();
        var ciphertext = kms.encrypt(r ->
                        r.keyId(rsa).plaintext(HELLO).encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256))
                .ciphertextBlob();
        var answer = kms.reEncrypt(r -> r.ciphertextBlob(ciphertext)
                .sourceKeyId(rsa)
                .sourceEncryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256)
                .destinationKeyId("alias/new"));
        assertThat(answer.sourceKeyMaterialId()).isNull();
        assertThat(kms.decrypt(r -> r.ciphertextBlob(answer.ciphertextBlob())).plaintext())
                .isEqualTo(HELLO);
    }

    @Test
    void refusesASourceThatIsNotTheCiphertextsKey() {
        var ciphertext = encrypted();
        var other = key().toString();
        assertThat(errorOf(() -> kms.reEncrypt(r -> r.ciphertextBlob(ciphertext)
                                .sourceKeyId(other)
                                .sourceEncryptionContext(OLD)
                                .destinationKeyId("alias/new")))
                        .errorCode())
                .isEqualTo("IncorrectKeyException");
        assertThat(errorOf(() -> kms.reEncrypt(r -> r.ciphertextBlob(ciphertext).destinationKeyId("alias/new")))
                        .errorCode())
                .isEqualTo("InvalidCiphertextException");
    }

    @Test
    void countsAsUseOfBothKeysUnderTheIdOfTheRecord() {
        reEncrypt(encrypted());
        standIn.clock().advance(Duration.ofHours(1));
        var record = records(ACCOUNT).getFirst();
        for (var key : List.of(source, destination)) {
            var usage = lastUsage(ACCOUNT, key);
            assertThat(usage.operationAsString()).isEqualTo("ReEncrypt");
            assertThat(usage.cloudTrailEventId())
                    .isEqualTo(record.path("eventID").asText());
            assertThat(usage.kmsRequestId()).isEqualTo(record.path("requestID").asText());
        }
    }

    @Test
    void isRecordedWithItsSourceFirst() {
        reEncrypt(encrypted());
        standIn.clock().advance(Duration.ofMinutes(15));
        var record = records(ACCOUNT).getFirst();
        assertThat(arns(record)).containsExactly(source.toString(), destination.toString());
        assertThat(record.path("readOnly").asBoolean()).isTrue();
        assertThat(record.path("responseElements").isNull()).isTrue();
        assertThat(record.path("requestParameters").toString())
                .isEqualTo("{\"sourceEncryptionContext\":{\"Project\":\"Alpha\"},\"destinationKeyId\":\"alias/new\","
                        + "\"destinationEncryptionContext\":{\"Level\":\"3A\"},"
                        + "\"sourceEncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\","
                        + "\"destinationEncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void namesTheDisabledKeyOfTheTwo(boolean disableSource, boolean disableDestination) {
        standIn.change(Map.of(TrailBehaviour.RESOURCES_ON_STATE_FAILURES.name(), "true"));
        var ciphertext = encrypted();
        if (disableSource) {
            kms.disableKey(r -> r.keyId(source.toString()));
        }
        if (disableDestination) {
            kms.disableKey(r -> r.keyId(destination.toString()));
        }
        var error = errorOf(() -> reEncrypt(ciphertext));
        assertThat(error.errorCode()).isEqualTo("DisabledException");
        assertThat(error.errorMessage()).isEqualTo((disableSource ? source : destination) + " is disabled.");
        standIn.clock().advance(Duration.ofMinutes(15));
        var record = records(ACCOUNT).getFirst();
        assertThat(record.path("errorMessage").asText()).isEqualTo(error.errorMessage());
        assertThat(arns(record)).containsExactly(source.toString(), destination.toString());
    }

    @Test
    void needsAPermissionOnEitherKey() {
        var ciphertext = encrypted();
        assertThat(deniedAction(source, "kms:ReEncryptFrom", ciphertext))
                .startsWith("kms:ReEncryptFrom on resource: " + source);
        assertThat(deniedAction(destination, "kms:ReEncryptTo", ciphertext))
                .startsWith("kms:ReEncryptTo on resource: " + destination);
        policy(source, KeyPolicies.standard(ACCOUNT));
        policy(destination, KeyPolicies.standard(ACCOUNT));
        assertThat(kms.reEncrypt(r -> r.ciphertextBlob(ciphertext)
                                .sourceEncryptionContext(OLD)
                                .destinationKeyId("alias/new"))
                        .keyId())
                .isEqualTo(destination.toString());
    }

    @Test
    void asksForBothPermissionsBeforeEitherState() {
        var ciphertext = encrypted();
        kms.disableKey(r -> r.keyId(source.toString()));
        assertThat(deniedAction(destination, "kms:ReEncryptTo", ciphertext)).startsWith("kms:ReEncryptTo");
    }

    @Test
    void isTheOneUseInTwoAccounts() {
        var theirs = standIn.fleet()
                .createKey(
                        KeyPlan.in(new Place(OTHER, "us-east-1"), "").policy(KeyPolicies.sharedWith(OTHER, ACCOUNT)));
        var ciphertext = encrypted();
        kms.reEncrypt(
                r -> r.ciphertextBlob(ciphertext).sourceEncryptionContext(OLD).destinationKeyId(theirs.toString()));
        standIn.clock().advance(Duration.ofHours(1));
        var ours = records(ACCOUNT).getFirst();
        var copy = records(OTHER).getFirst();
        assertThat(ours.path("sharedEventID")).isEqualTo(copy.path("sharedEventID"));
        assertThat(lastUsage(ACCOUNT, source).cloudTrailEventId())
                .isEqualTo(ours.path("eventID").asText());
        assertThat(lastUsage(OTHER, theirs).cloudTrailEventId())
                .isEqualTo(copy.path("eventID").asText())
                .isNotEqualTo(ours.path("eventID").asText());
    }

    private SdkBytes encrypted() {
        return kms.encrypt(r -> r.keyId(source.toString()).plaintext(HELLO).encryptionContext(OLD))
                .ciphertextBlob();
    }

    private Object reEncrypt(SdkBytes ciphertext) {
        return kms.reEncrypt(r -> r.ciphertextBlob(ciphertext)
                .sourceEncryptionContext(OLD)
                .destinationKeyId("alias/new")
                .destinationEncryptionContext(NEW));
    }

    /** What the denial names when a key's policy denies one action. */
    private String deniedAction(KeyArn key, String action, SdkBytes ciphertext) {
        var standard = KeyPolicies.standard(ACCOUNT);
        policy(key, standard.replace("\"Statement\":[", """
            "Statement":[{"Effect":"Deny","Principal":"*","Action":"%s","Resource":"*"},\
            """.formatted(action)));
        var error = errorOf(() -> reEncrypt(ciphertext));
        policy(key, standard);
        assertThat(error.errorCode()).isEqualTo("AccessDeniedException");
        return error.errorMessage().replaceFirst("^.*perform: ", "");
    }

    private void policy(KeyArn key, String document) {
        kms.putKeyPolicy(r -> r.keyId(key.toString()).policy(document));
    }

    private KeyLastUsageData lastUsage(String account, KeyArn key) {
        return clients.kms(account)
                .getKeyLastUsage(r -> r.keyId(key.toString()))
                .keyLastUsage();
    }

    private List<JsonNode> records(String account) {
        return clients
                .cloudTrail(account)
                .lookupEventsPaginator(r -> r.lookupAttributes(byName("ReEncrypt")))
                .events()
                .stream()
                .map(event -> parsed(event.cloudTrailEvent()))
                .toList();
    }

    private static List<String> arns(JsonNode record) {
        return Stream.of(record.path("resources"))
                .flatMap(JsonNode::valueStream)
                .map(resource -> resource.path("ARN").asText())
                .toList();
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static LookupAttribute byName(String event) {
        return LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.EVENT_NAME)
                .attributeValue(event)
                .build();
    }
}
