package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;

/** What becomes of keys over time. */
class KeyLifeTest extends StandInFixture {
    private static final List<String> ALL_OPERATIONS = List.of(
            "Encrypt", "Decrypt", "GenerateDataKey", "Sign", "Verify", "GenerateMac", "VerifyMac", "GetPublicKey");

    @Test
    void deletesAKeyWithinADayAfterItsDate() {
        var key = key().toString();
        var kms = clients.kms(ACCOUNT);
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        assertThat(scheduled.deletionDate()).isEqualTo(START.plus(Duration.ofDays(7)));
        assertThat(scheduled.keyId()).isEqualTo(key);

        standIn.clock().advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(state(key)).isEqualTo(KeyState.PENDING_DELETION);
        standIn.clock().advance(Duration.ofDays(1).plusMinutes(1));

        var error = errorOf(() -> kms.describeKey(r -> r.keyId(key)));
        assertThat(error.errorCode()).isEqualTo("NotFoundException");
        assertThat(error.errorMessage()).isEqualTo("Key '" + key + "' does not exist");
    }

    @Test
    void keepsAKeyWhoseDeletionWasCancelled() {
        var key = key().toString();
        var kms = clients.kms(ACCOUNT);
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(6));
        kms.cancelKeyDeletion(r -> r.keyId(key));
        standIn.clock().advance(Duration.ofDays(60));
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void refusesAWindowOutsideSevenToThirtyDays() {
        var key = key().toString();
        var kms = clients.kms(ACCOUNT);
        for (var days : List.of(6, 31)) {
            assertThat(errorOf(() -> kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(days)))
                            .errorCode())
                    .isEqualTo("ValidationException");
        }
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void letsAPrimaryWaitForItsReplicas() {
        var primary = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).multiRegion(List.of("eu-west-1")));
        var replica = new KeyArn(new Place(ACCOUNT, "eu-west-1"), primary.id());
        var kms = clients.kms(ACCOUNT);

        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(primary.toString()).pendingWindowInDays(7));
        assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);
        assertThat(scheduled.deletionDate()).isNull();
        clients.kms(ACCOUNT, "eu-west-1")
                .scheduleKeyDeletion(r -> r.keyId(replica.toString()).pendingWindowInDays(10));
        standIn.clock().advance(Duration.ofDays(9));

        var waiting = kms.describeKey(r -> r.keyId(primary.toString())).keyMetadata();
        assertThat(waiting.keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);
        assertThat(waiting.pendingDeletionWindowInDays()).isEqualTo(7);
        assertThat(errorOf(() -> encrypt(kms, primary)).errorMessage())
                .isEqualTo(primary + " is pending deletion (or pending replica deletion).");

        standIn.clock().advance(Duration.ofDays(2));
        var dated = kms.describeKey(r -> r.keyId(primary.toString())).keyMetadata();
        assertThat(dated.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(dated.deletionDate()).isBetween(START.plus(Duration.ofDays(17)), START.plus(Duration.ofDays(18)));
        standIn.clock().advance(Duration.ofDays(8));
        assertThat(errorOf(() -> kms.describeKey(r -> r.keyId(primary.toString())))
                        .errorCode())
                .isEqualTo("NotFoundException");
    }

    @Test
    void tellsTheLastUseOnlyAfterItsDelay() {
        var key = key();
        var kms = clients.kms(ACCOUNT);
        var never = kms.getKeyLastUsage(r -> r.keyId(key.toString()));
        assertThat(never.keyLastUsage()).isNotNull();
        assertThat(never.keyLastUsage().timestamp()).isNull();
        assertThat(never.trackingStartDate()).isEqualTo(Instant.parse("2026-04-23T00:00:00Z"));

        kms.encrypt(r -> r.keyId(key.toString()).plaintext(SdkBytes.fromUtf8String("x")));
        assertThat(kms.getKeyLastUsage(r -> r.keyId(key.toString()))
                        .keyLastUsage()
                        .timestamp())
                .isNull();
        standIn.clock().advance(Duration.ofHours(1));
        var usage = kms.getKeyLastUsage(r -> r.keyId(key.toString())).keyLastUsage();
        assertThat(usage.timestamp()).isEqualTo(START);
        assertThat(usage.operationAsString()).isEqualTo("Encrypt");
        assertThat(usage.cloudTrailEventId()).isNotEmpty();
    }

    @Test
    void countsNoFailureAsUse() {
        var key = key();
        var kms = clients.kms(ACCOUNT);
        kms.disableKey(r -> r.keyId(key.toString()));
        errorOf(() -> encrypt(kms, key));
        standIn.clock().advance(Duration.ofHours(2));
        assertThat(kms.getKeyLastUsage(r -> r.keyId(key.toString()))
                        .keyLastUsage()
                        .timestamp())
                .isNull();
    }

    @Test
    void startsTrackingAYoungKeyAtItsCreation() {
        var kms = clients.kms(ACCOUNT);
        var key = kms.createKey().keyMetadata().keyId();
        var usage = kms.getKeyLastUsage(r -> r.keyId(key));
        assertThat(usage.trackingStartDate()).isEqualTo(START).isEqualTo(usage.keyCreationDate());
    }

    @Test
    void refusesToDisableOrScheduleAKeyThatAWSManages() {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "alias/aws/s3").managedByAws().policy(KeyPolicies.awsManaged(PLACE, "s3")))
                .toString();
        var kms = clients.kms(ACCOUNT);
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyManagerAsString())
                .isEqualTo("AWS");
        assertThat(errorOf(() -> kms.disableKey(r -> r.keyId(key))).errorCode()).isEqualTo("AccessDeniedException");
        assertThat(errorOf(() -> kms.scheduleKeyDeletion(r -> r.keyId(key))).errorCode())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void losesImportedMaterialWhenItExpires() {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").importedFor(Duration.ofDays(3)))
                .toString();
        var kms = clients.kms(ACCOUNT);
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().validTo())
                .isEqualTo(START.plus(Duration.ofDays(3)));
        standIn.clock().advance(Duration.ofDays(3));
        assertThat(state(key)).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void decryptsWithoutBeingToldTheKey() {
        var key = key().toString();
        var kms = clients.kms(ACCOUNT);
        var context = Map.of("Department", "Engineering");
        var ciphertext = kms.encrypt(r ->
                        r.keyId(key).plaintext(SdkBytes.fromUtf8String("hello")).encryptionContext(context))
                .ciphertextBlob();
        assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(context))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hello");
        assertThat(errorOf(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext))).errorCode())
                .isEqualTo("InvalidCiphertextException");
    }

    @Test
    void listsEveryKeyOnceOverPages() {
        for (int i = 0; i < 7; i++) {
            key();
        }
        var pages =
                clients.kms(ACCOUNT).listKeysPaginator(r -> r.limit(3)).stream().toList();
        assertThat(pages).hasSize(3);
        var ids = new HashSet<String>();
        pages.forEach(page -> page.keys().stream().map(KeyListEntry::keyId).forEach(ids::add));
        assertThat(ids).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, Encrypt Decrypt GenerateDataKey",
        "RSA_2048, ENCRYPT_DECRYPT, Encrypt Decrypt GetPublicKey",
        "RSA_2048, SIGN_VERIFY, Sign Verify GetPublicKey",
        "ECC_NIST_P384, SIGN_VERIFY, Sign Verify GetPublicKey",
        "HMAC_512, GENERATE_VERIFY_MAC, GenerateMac VerifyMac"
    })
    void servesApplicationsOfEveryKindOfKey(KeySpec spec, KeyUsage usage, String operations) {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(spec).usage(usage));
        for (var operation : ALL_OPERATIONS) {
            var outcome = standIn.use(key, KeyUse.by("arn:aws:iam::" + ACCOUNT + ":role/app", operation));
            if (List.of(operations.split(" ", -1)).contains(operation)) {
                assertThat(outcome).as(operation).isInstanceOf(Outcome.Success.class);
            } else {
                assertThat(outcome).as(operation).isInstanceOf(Outcome.Failure.class);
            }
        }
    }

    @Test
    void runsTheHabitsOfTheDemoFleet() {
        try (var demo = StandIn.start(options().withFleet(StandInOptions.FleetName.DEMO));
                var demoClients = new Clients(demo)) {
            var quarterly = demo.fleet().find(PLACE, "alias/quarter-close").orElseThrow();
            var halfYearly = demo.fleet().find(PLACE, "alias/audit-export").orElseThrow();
            demoClients.kms(ACCOUNT).disableKey(r -> r.keyId(quarterly.toString()));
            demoClients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(halfYearly.toString()));
            demo.clock().advance(Duration.ofDays(15));
            assertThat(demo.calls())
                    .filteredOn(call -> call.errorCode().isPresent())
                    .extracting(call -> call.key().orElseThrow())
                    .containsOnly(quarterly, halfYearly)
                    .contains(quarterly, halfYearly);
        }
    }

    private KeyState state(String key) {
        return clients.kms(ACCOUNT).describeKey(r -> r.keyId(key)).keyMetadata().keyState();
    }

    private static Object encrypt(KmsClient kms, KeyArn key) {
        return kms.encrypt(r -> r.keyId(key.toString()).plaintext(SdkBytes.fromUtf8String("x")));
    }
}
