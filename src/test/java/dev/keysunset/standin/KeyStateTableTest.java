package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.kms.KmsBehaviour;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * AWS KMS Developer Guide, "Key states of AWS KMS keys": every cell of the table, over HTTP, with code, status and exact
 * text; with the state looked at before the ciphertext. What holds for keys pending deletion holds for those that await
 * the deletion of their replicas. Where AWS prints "[2] or [3]", both are tried, the one by a setting.
 */
@Execution(ExecutionMode.CONCURRENT)
class KeyStateTableTest {
    private static final String TABLE = """
        operation                       | Enabled | Disabled | PendingDeletion | PendingImport | Unavailable | Creating | Updating
        CancelKeyDeletion               | [4]     | [4]      | ok              | [4]           | [4]         | [4]      | [4]
        CreateAlias                     | ok      | ok       | [3]             | ok            | ok          | ok       | ok
        CreateGrant                     | ok      | [1]      | [2]or[3]        | [5]           | ok          | [14]     | ok
        Decrypt                         | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        DeleteAlias                     | ok      | ok       | ok              | ok            | ok          | ok       | ok
            DeleteImportedKeyMaterial       | [9]     | [9]      | [9]             | ok            | [7]         | [14]     | [15]
            DeriveSharedSecret              | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        DescribeKey                     | ok      | ok       | ok              | ok            | ok          | ok       | ok
        DisableKey                      | ok      | ok       | [3]             | [5]           | ok          | [14]     | [15]
            DisableKeyRotation              | ok      | [1]      | [3]             | [6]           | [7]         | [14]     | ok
        EnableKey                       | ok      | ok       | [3]             | [5]           | ok          | [14]     | [15]
            EnableKeyRotation               | ok      | [1]      | [3]             | [6]           | [7]         | [14]     | ok
            Encapsulate                     | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        Encrypt                         | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        GenerateDataKey                 | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
            GenerateDataKeyPair             | ok      | [1]      | [2]or[3]        | [5]           | [7]         | [14]     | ok
            GenerateDataKeyPairWithoutPlaintext | ok      | [1]      | [2]or[3]        | [5]           | [7]         | [14]     | ok
        GenerateDataKeyWithoutPlaintext | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        GenerateMac                     | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        GetKeyLastUsage                 | ok      | ok       | ok              | ok            | ok          | ok       | ok
        GetKeyPolicy                    | ok      | ok       | ok              | ok            | ok          | ok       | ok
            GetKeyRotationStatus            | ok      | ok       | ok              | [6]           | [7]         | [14]     | ok
            GetParametersForImport          | [9]     | [9]      | [3]             | ok            | [7]         | [14]     | [15]
        GetPublicKey                    | ok      | ok       | [2]or[3]        | ok            | ok          | [14]     | ok
            ImportKeyMaterial               | [9]     | [9]      | [3]             | ok            | [7]         | [14]     | [15]
        ListAliases                     | ok      | ok       | ok              | ok            | ok          | ok       | ok
        ListGrants                      | ok      | ok       | ok              | ok            | ok          | ok       | ok
        ListKeyPolicies                 | ok      | ok       | ok              | ok            | ok          | ok       | ok
        ListResourceTags                | ok      | ok       | ok              | ok            | ok          | ok       | ok
        PutKeyPolicy                    | ok      | ok       | ok              | ok            | ok          | ok       | ok
            ReEncrypt                       | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
            ReplicateKey                    | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | [15]
        RetireGrant                     | ok      | ok       | ok              | ok            | ok          | ok       | ok
        RevokeGrant                     | ok      | ok       | ok              | ok            | ok          | ok       | ok
            RotateKeyOnDemand               | ok      | [1]      | [3]             | [5]           | [7]         | [14]     | ok
        ScheduleKeyDeletion             | ok      | ok       | [3]             | ok            | ok          | ok       | [15]
        Sign                            | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        TagResource                     | ok      | ok       | [3]             | ok            | ok          | ok       | ok
        UntagResource                   | ok      | ok       | [3]             | ok            | ok          | ok       | ok
        UpdateAlias                     | ok      | ok       | [10]            | ok            | ok          | ok       | ok
        UpdateKeyDescription            | ok      | ok       | [3]             | ok            | ok          | ok       | ok
            UpdatePrimaryRegion             | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        Verify                          | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        VerifyMac                       | ok      | [1]      | [2]or[3]        | [5]           | [11]        | [14]     | ok
        """;

    private static final Map<String, String> FOOTNOTES = Map.ofEntries(
            Map.entry("[1]", "DisabledException: <key> is disabled."),
            Map.entry("[2]", "DisabledException: <key> is pending deletion."),
            Map.entry("[3]", "KMSInvalidStateException: <key> is pending deletion."),
            Map.entry("[4]", "KMSInvalidStateException: <key> is not pending deletion."),
            Map.entry(
                    "[5]",
                    "KMSInvalidStateException: <key> is pending import because no key material has ever been imported"
                            + " or one of the imported key materials is deleted or expired."),
            Map.entry(
                    "[6]",
                    "UnsupportedOperationException: <key> origin is EXTERNAL which is not valid for this operation."),
            Map.entry(
                    "[7]",
                    "UnsupportedOperationException: <key> origin is AWS_CLOUDHSM which is not valid for this"
                            + " operation."),
            Map.entry(
                    "[9]",
                    "UnsupportedOperationException: <key> origin is AWS_KMS which is not valid for this operation."),
            Map.entry("[10]", "KMSInvalidStateException: <key> is pending deletion."),
            Map.entry("[11]", "KMSInvalidStateException: <key> is unavailable."),
            Map.entry("[14]", "KMSInvalidStateException: <key> is creating."),
            Map.entry("[15]", "KMSInvalidStateException: <key> is updating."));

    private static final String EITHER = "[2]or[3]";
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final Clients CLIENTS = clients(false);
    private static final Clients CLIENTS_IF_DISABLED = clients(true);

    private static Clients clients(boolean pendingAsDisabled) {
        return new Clients(StandIn.start(StandInFixture.options()
                .with(KmsBehaviour.CIPHERTEXT_BEFORE_STATE, false)
                .with(KmsBehaviour.PENDING_AS_DISABLED, pendingAsDisabled)));
    }

    static Stream<Arguments> cells() {
        var lines = TABLE.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        var states = lines.getFirst();
        return lines.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, states.size())
                        .boxed()
                        .flatMap(column -> alike(KeyState.named(states.get(column)))
                                .map(state -> Arguments.of(row.getFirst(), state, row.get(column)))));
    }

    /** The states that share a column. */
    private static Stream<KeyState> alike(KeyState state) {
        return state == KeyState.PENDING_DELETION
                ? Stream.of(state, KeyState.PENDING_REPLICA_DELETION)
                : Stream.of(state);
    }

    static Stream<Arguments> cellsWithTwoFootnotes() {
        return cells().filter(cell -> EITHER.equals(cell.get()[2]));
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("cells")
    void answersByTheStateOfTheKey(String operation, KeyState state, String cell) {
        answers(CLIENTS, operation, state, cell.equals(EITHER) ? "[3]" : cell);
    }

    @ParameterizedTest(name = "{0} in {1}: [2]")
    @MethodSource("cellsWithTwoFootnotes")
    void answersWithDisabledExceptionWhereAwsPrintsBoth(String operation, KeyState state, String cell) {
        answers(CLIENTS_IF_DISABLED, operation, state, "[2]");
    }

    private static void answers(Clients clients, String operation, KeyState state, String cell) {
        var key = key(clients, operation, state);
        Runnable call = () -> KmsCalls.make(operation, clients.kms(StandInFixture.ACCOUNT), key);
        if (cell.equals("ok")) {
            assertThatCode(call::run).doesNotThrowAnyException();
        } else {
            var error = StandInFixture.errorOf(call::run);
            assertThat(error.errorCode() + ": " + error.errorMessage()).isEqualTo(expected(cell, key));
            assertThat(error.sdkHttpResponse().statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, KMSInvalidStateException, is pending deletion.",
        "true, false, DisabledException, is pending deletion.",
        "false, true, KMSInvalidStateException, is pending deletion (or pending replica deletion).",
        "true, true, DisabledException, is pending deletion (or pending replica deletion)."
    })
    void saysPendingDeletionInEitherWay(boolean asDisabled, boolean full, String code, String text) {
        var options = StandInFixture.options()
                .with(KmsBehaviour.PENDING_AS_DISABLED, asDisabled)
                .with(KmsBehaviour.FULL_PENDING_TEXT, full);
        try (var standIn = StandIn.start(options);
                var clients = new Clients(standIn)) {
            var key = standIn.fleet()
                    .createKey(KeyPlan.in(StandInFixture.PLACE, "").state(KeyState.PENDING_DELETION))
                    .toString();
            var kms = clients.kms(StandInFixture.ACCOUNT);
            for (var operation : List.of("Encrypt", "CreateGrant")) {
                var error = StandInFixture.errorOf(() -> KmsCalls.make(operation, kms, key));
                assertThat(error.errorCode()).isEqualTo(code);
                assertThat(error.errorMessage()).isEqualTo(key + " " + text);
            }
            assertThat(StandInFixture.errorOf(() -> KmsCalls.make("DisableKey", kms, key))
                            .errorCode())
                    .isEqualTo("KMSInvalidStateException");
        }
    }

    @Test
    void tellsEnabledOnlyInTheStateEnabled() {
        for (var state : KeyState.values()) {
            var key = key(CLIENTS, "DescribeKey", state);
            var described = CLIENTS.kms(StandInFixture.ACCOUNT)
                    .describeKey(r -> r.keyId(key))
                    .keyMetadata();
            assertThat(described.keyStateAsString()).isEqualTo(state.awsName());
            assertThat(described.enabled()).as(state.awsName()).isEqualTo(state == KeyState.ENABLED);
        }
    }

    /** Only a multi-Region key can await the deletion of its replicas, and only then AWS mentions it, but for [10]. */
    private static String expected(String footnote, String key) {
        var text = FOOTNOTES.getOrDefault(footnote, footnote).replace("<key>", key);
        return key.contains("mrk-") && !footnote.equals("[10]")
                ? text.replace("pending deletion.", "pending deletion (or pending replica deletion).")
                : text;
    }

    private static String key(Clients clients, String operation, KeyState state) {
        var awaitsReplicas = state == KeyState.PENDING_REPLICA_DELETION;
        var plan = KeyPlan.in(StandInFixture.PLACE, "alias/" + KEYS.incrementAndGet())
                .aged(Duration.ofDays(400))
                .spec(KmsCalls.specOf(operation))
                .usage(KmsCalls.usageOf(operation))
                .state(awaitsReplicas ? KeyState.ENABLED : state);
        if (awaitsReplicas || KmsCalls.isAboutRegions(operation)) {
            plan.multiRegion(List.of("eu-west-1"));
        }
        var key = clients.standIn().fleet().createKey(plan).toString();
        if (awaitsReplicas) {
            clients.kms(StandInFixture.ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key));
        }
        return key;
    }

    @AfterAll
    static void stop() {
        for (var clients : List.of(CLIENTS, CLIENTS_IF_DISABLED)) {
            clients.close();
            clients.standIn().close();
        }
    }
}
