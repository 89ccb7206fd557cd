package dev.keysunset.standin;

import static dev.keysunset.standin.key.KeyState.CREATING;
import static dev.keysunset.standin.key.KeyState.DISABLED;
import static dev.keysunset.standin.key.KeyState.ENABLED;
import static dev.keysunset.standin.key.KeyState.PENDING_DELETION;
import static dev.keysunset.standin.key.KeyState.PENDING_IMPORT;
import static dev.keysunset.standin.key.KeyState.UNAVAILABLE;
import static dev.keysunset.standin.key.KeyState.UPDATING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;

/** AWS KMS Developer Guide, "Key states of AWS KMS keys": every cell, over HTTP, with code, status and exact text. */
class KeyStateTableTest {
    private static final SdkBytes BYTES = SdkBytes.fromUtf8String("data");
    private static final String OK = "";
    private static final String DISABLED_1 = "DisabledException: <key> is disabled.";
    private static final String PENDING_3 = "KMSInvalidStateException: <key> is pending deletion.";
    private static final String NOT_PENDING_4 = "KMSInvalidStateException: <key> is not pending deletion.";
    private static final String IMPORT_5 = "KMSInvalidStateException: <key> is pending import because no key material"
            + " has ever been imported or one of the imported key materials is deleted or expired.";
    private static final String UNAVAILABLE_11 = "KMSInvalidStateException: <key> is unavailable.";
    private static final String CREATING_14 = "KMSInvalidStateException: <key> is creating.";
    private static final String UPDATING_15 = "KMSInvalidStateException: <key> is updating.";

    private static final List<KeyState> COLUMNS =
            List.of(ENABLED, DISABLED, PENDING_DELETION, PENDING_IMPORT, UNAVAILABLE, CREATING, UPDATING);
    private static final List<String> ANY = List.of(OK, OK, OK, OK, OK, OK, OK);
    private static final List<String> CRYPTO =
            List.of(OK, DISABLED_1, PENDING_3, IMPORT_5, UNAVAILABLE_11, CREATING_14, OK);
    private static final List<String> SWITCH = List.of(OK, OK, PENDING_3, IMPORT_5, OK, CREATING_14, UPDATING_15);
    private static final List<String> LABEL = List.of(OK, OK, PENDING_3, OK, OK, OK, OK);

    private static final StandIn STAND_IN = StandIn.start(StandInFixture.options());
    private static final Clients CLIENTS = new Clients(STAND_IN);

    /** A call on a key. */
    interface Operation {
        Object call(KmsClient kms, String keyArn);
    }

    record Row(String name, KeySpec spec, List<String> cells, Operation operation) {}

    private static final List<Row> ROWS = List.of(
            symmetric("DescribeKey", ANY, (kms, key) -> kms.describeKey(r -> r.keyId(key))),
            symmetric("GetKeyLastUsage", ANY, (kms, key) -> kms.getKeyLastUsage(r -> r.keyId(key))),
            symmetric("GetKeyPolicy", ANY, (kms, key) -> kms.getKeyPolicy(r -> r.keyId(key))),
            symmetric("ListAliases", ANY, (kms, key) -> kms.listAliases(r -> r.keyId(key))),
            symmetric("ListGrants", ANY, (kms, key) -> kms.listGrants(r -> r.keyId(key))),
            symmetric("ListResourceTags", ANY, (kms, key) -> kms.listResourceTags(r -> r.keyId(key))),
            symmetric("DisableKey", SWITCH, (kms, key) -> kms.disableKey(r -> r.keyId(key))),
            symmetric("EnableKey", SWITCH, (kms, key) -> kms.enableKey(r -> r.keyId(key))),
            symmetric(
                    "ScheduleKeyDeletion",
                    List.of(OK, OK, PENDING_3, OK, OK, OK, UPDATING_15),
                    (kms, key) -> kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7))),
            symmetric(
                    "CancelKeyDeletion",
                    List.of(
                            NOT_PENDING_4,
                            NOT_PENDING_4,
                            OK,
                            NOT_PENDING_4,
                            NOT_PENDING_4,
                            NOT_PENDING_4,
                            NOT_PENDING_4),
                    (kms, key) -> kms.cancelKeyDeletion(r -> r.keyId(key))),
            symmetric(
                    "Encrypt",
                    CRYPTO,
                    (kms, key) -> kms.encrypt(r -> r.keyId(key).plaintext(BYTES))),
            symmetric(
                    "GenerateDataKey",
                    CRYPTO,
                    (kms, key) -> kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"))),
            symmetric(
                    "GenerateDataKeyWithoutPlaintext",
                    CRYPTO,
                    (kms, key) -> kms.generateDataKeyWithoutPlaintext(
                            r -> r.keyId(key).keySpec("AES_256"))),
            new Row(
                    "Sign",
                    KeySpec.ECC_NIST_P256,
                    CRYPTO,
                    (kms, key) -> kms.sign(
                            r -> r.keyId(key).message(BYTES).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))),
            new Row(
                    "GenerateMac",
                    KeySpec.HMAC_256,
                    CRYPTO,
                    (kms, key) -> kms.generateMac(
                            r -> r.keyId(key).message(BYTES).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))),
            new Row(
                    "GetPublicKey",
                    KeySpec.ECC_NIST_P256,
                    List.of(OK, OK, PENDING_3, OK, OK, CREATING_14, OK),
                    (kms, key) -> kms.getPublicKey(r -> r.keyId(key))),
            symmetric(
                    "CreateGrant",
                    List.of(OK, DISABLED_1, PENDING_3, IMPORT_5, OK, CREATING_14, OK),
                    (kms, key) -> kms.createGrant(r -> r.keyId(key)
                            .granteePrincipal("arn:aws:iam::111122223333:role/app")
                            .operations(GrantOperation.DECRYPT))),
            symmetric(
                    "CreateAlias",
                    LABEL,
                    (kms, key) -> kms.createAlias(r -> r.targetKeyId(key).aliasName("alias/of-" + idOf(key)))),
            symmetric(
                    "TagResource",
                    LABEL,
                    (kms, key) -> kms.tagResource(r -> r.keyId(key)
                            .tags(Tag.builder().tagKey("owner").tagValue("me").build()))),
            symmetric(
                    "UntagResource",
                    LABEL,
                    (kms, key) -> kms.untagResource(r -> r.keyId(key).tagKeys("owner"))));

    private static Row symmetric(String name, List<String> cells, Operation operation) {
        return new Row(name, KeySpec.SYMMETRIC_DEFAULT, cells, operation);
    }

    static Stream<Arguments> cells() {
        return ROWS.stream()
                .flatMap(row -> COLUMNS.stream()
                        .map(state ->
                                Arguments.of(row.name(), state, row.cells().get(COLUMNS.indexOf(state)), row)));
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("cells")
    void answersByTheStateOfTheKey(String name, KeyState state, String expected, Row row) {
        var key = STAND_IN.fleet()
                .createKey(KeyPlan.in(StandInFixture.PLACE, "")
                        .aged(Duration.ofDays(400))
                        .spec(row.spec())
                        .state(state))
                .toString();
        var kms = CLIENTS.kms(StandInFixture.ACCOUNT);
        if (expected.equals(OK)) {
            assertThatCode(() -> row.operation().call(kms, key)).doesNotThrowAnyException();
        } else {
            var error = StandInFixture.errorOf(() -> row.operation().call(kms, key));
            assertThat(error.errorCode() + ": " + error.errorMessage()).isEqualTo(expected.replace("<key>", key));
            assertThat(error.sdkHttpResponse().statusCode()).isEqualTo(400);
        }
    }

    @AfterAll
    static void stop() {
        CLIENTS.close();
        STAND_IN.close();
    }

    private static String idOf(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }
}
