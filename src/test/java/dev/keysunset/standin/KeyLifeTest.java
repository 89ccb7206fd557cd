package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.KmsBehaviour;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.storybook.FleetChoice;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;

/** What becomes of keys over time. */
class KeyLifeTest extends StandInFixture {
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
    void tellsNothingOfUsesFromBeforeTrackingBegan() {
        var begin = START.plus(Duration.ofDays(2));
        standIn.change(KmsBehaviour.TRACKING_START, begin);
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(1)));
        var kms = clients.kms(ACCOUNT);
        encrypt(kms, key);
        standIn.clock().advance(Duration.ofDays(2));
        var untracked = kms.getKeyLastUsage(r -> r.keyId(key.toString()));
        assertThat(untracked.keyLastUsage().timestamp()).isNull();
        assertThat(untracked.trackingStartDate()).isEqualTo(begin);
        encrypt(kms, key);
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(kms.getKeyLastUsage(r -> r.keyId(key.toString()))
                        .keyLastUsage()
                        .timestamp())
                .isEqualTo(begin);
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
                .createKey(KeyPlan.in(PLACE, "alias/aws/s3").managedByAws())
                .toString();
        var kms = clients.kms(ACCOUNT);
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyManagerAsString())
                .isEqualTo("AWS");
        assertNoPolicyAllows("DisableKey", key, errorOf(() -> kms.disableKey(r -> r.keyId(key))));
        assertNoPolicyAllows("ScheduleKeyDeletion", key, errorOf(() -> kms.scheduleKeyDeletion(r -> r.keyId(key))));
    }

    private static void assertNoPolicyAllows(String operation, String key, AwsErrorDetails error) {
        assertThat(error.errorCode()).isEqualTo("AccessDeniedException");
        assertThat(error.errorMessage())
                .isEqualTo("User: arn:aws:iam::111122223333:user/admin is not authorized to perform: kms:" + operation
                        + " on resource: " + key + " because no resource-based policy allows the kms:" + operation
                        + " action");
    }

    /** Its use is its service's, and nobody's where no service is named. */
    @Test
    void usesAKeyThatAWSManagesThroughItsServiceOnly() {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "alias/aws/s3").managedByAws());
        var app = KeyUse.by("arn:aws:iam::111122223333:role/app", "Decrypt");
        assertThat(standIn.use(key, app.through("s3.amazonaws.com", Map.of()))).isInstanceOf(Outcome.Success.class);
        assertThat(standIn.use(key, app)).isInstanceOf(Outcome.Failure.class);
        var nameless = standIn.fleet().createKey(KeyPlan.in(PLACE, "").managedByAws());
        assertThat(standIn.use(nameless, app.through("s3.amazonaws.com", Map.of())))
                .isInstanceOf(Outcome.Failure.class);
        assertThat(errorOf(() -> clients.kms(ACCOUNT).disableKey(r -> r.keyId(nameless.toString())))
                        .errorCode())
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
        standIn.change(Map.of("kms.short-pages", "0"));
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

    @Test
    void runsTheHabitsOfTheDemoFleet() {
        try (var demo = StandIn.start(options().withFleet(FleetChoice.DEMO));
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
