package dev.keysunset.watch;

import static dev.keysunset.Story.story;
import static dev.keysunset.watch.StillWorld.BOTH;
import static dev.keysunset.watch.StillWorld.LOGS;
import static dev.keysunset.watch.StillWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.ReadFault;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.CallLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.kms.KmsClient;

/** Proof that the watch can see: canaries through every feed, and hands on what the feeds stand on. */
@QuarkusTest
@TestProfile(StillWorld.Profile.class)
class CanariesTest {
    private static final String CANARY = "GenerateDataKeyWithoutPlaintext";

    /** Until the canary is delivered, read, and looked at. */
    private static final Duration DELIVERED = Duration.ofMinutes(75);

    @Inject
    Shift shift;

    @Inject
    EntityManager database;

    @TestFactory
    Stream<DynamicTest> showThatTheWatchSees() {
        return shift.tell(
                story(
                        "opensTheWindowOnceACanaryCameBackThroughEitherFeed",
                        this::opensTheWindowOnceACanaryCameBackThroughEitherFeed),
                story(
                        "provesNothingWhileCanariesAreDeniedAndNamesThePermission",
                        this::provesNothingWhileCanariesAreDeniedAndNamesThePermission),
                story(
                        "callsAConfiguredKeyWhereTheMemberDeniesTheCanary",
                        this::callsAConfiguredKeyWhereTheMemberDeniesTheCanary),
                story("knowsACanaryAgainWhoseAnswerWasLost", this::knowsACanaryAgainWhoseAnswerWasLost),
                story("beginsTheWindowAnewAfterHandsOnTheTrail", this::beginsTheWindowAnewAfterHandsOnTheTrail),
                story("tellsOfHandsThatWereHeldBackAndGoesOn", this::tellsOfHandsThatWereHeldBackAndGoesOn),
                story("doesNotLetOneKeyUsageSpeakForAnother", this::doesNotLetOneKeyUsageSpeakForAnother),
                story("callsNoMoreOnceNobodyIsWatched", this::callsNoMoreOnceNobodyIsWatched));
    }

    void opensTheWindowOnceACanaryCameBackThroughEitherFeed() {
        var key = key(idle(BOTH, "us-east-1"));
        var journey = observed(key);

        assertThat(moves(journey)).contains("WINDOW_OPENED");
        var coverage = journey.read("coverage");
        assertThat(coverage.getList("feeds.kind", String.class)).containsExactly("LOOKUP", "LOGS");
        assertThat(coverage.getList("feeds.canaries.flatten().keyUsage", String.class))
                .containsExactly("ENCRYPT_DECRYPT", "ENCRYPT_DECRYPT");
        assertThat(coverage.getList("canaries.trouble", Object.class)).containsOnlyNulls();
        assertThat(journey.read("sightings").getList("items")).isEmpty();

        shift.pass(Duration.ofHours(26));
        assertThat(journey.states()).contains("AWAITING_DELETION_APPROVAL");
        assertThat(canaries(key)).hasSizeBetween(24, 31);
        assertThat(canaries(key))
                .allSatisfy(call -> assertThat(call.errorCode()).contains("DisabledException"));
    }

    void provesNothingWhileCanariesAreDeniedAndNamesThePermission() {
        var key = key(idle(BOTH, "us-east-2").policy(WITHOUT_CANARIES));
        var journey = observed(key);
        shift.pass(Duration.ofHours(14));

        assertThat(verdict(journey).getString("verdict.value")).isEqualTo("UNPROVEN");
        assertThat(verdict(journey).getString("verdict.because")).contains("kms:" + CANARY + " on " + key);
        assertThat(journey.read("coverage").getString("canaries[0].trouble.remedy"))
                .contains("Allow arn:aws:iam::" + BOTH + ":role/KeysunsetMember kms:" + CANARY)
                .contains("keysunset.aws.accounts." + BOTH + ".canary-keys");
        assertThat(journey.states()).doesNotContain("AWAITING_DELETION_APPROVAL");
        assertThat(journey.read("sightings").getList("items")).isEmpty();
    }

    /** A canary key is called in the member's stead, and once a day to learn whether a deletion could be cancelled. */
    void callsAConfiguredKeyWhereTheMemberDeniesTheCanary() {
        var key = key(idle(LOGS, "eu-west-3").policy(WITHOUT_CANARIES));
        var journey = observed(key);
        shift.pass(Duration.ofHours(2));

        assertThat(moves(journey)).contains("WINDOW_OPENED");
        assertThat(journey.read("coverage").getList("canaries.trouble", Object.class))
                .containsOnlyNulls();
        assertThat(canaries(key)).hasSize(1);
        assertThat(calls(StillWorld.canaryKey(), CANARY)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(wayBack(journey))
                .contains("On canary key " + StillWorld.canaryKey() + " AWS refused CancelKeyDeletion");

        shift.pass(Duration.ofDays(1));
        observed(key(idle(LOGS, "eu-west-3").policy(WITHOUT_CANARIES)));
        assertThat(calls(StillWorld.canaryKey(), "CancelKeyDeletion"))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(call -> call.time().truncatedTo(ChronoUnit.DAYS))
                .doesNotHaveDuplicates();
        assertThat(journey.read("sightings").getList("items")).isEmpty();
    }

    private static List<CallLog.Entry> calls(KeyArn key, String action) {
        return canaries(key).stream()
                .filter(call -> call.action().equals(action))
                .toList();
    }

    private static String wayBack(Journey journey) {
        return journey.read("assessment").getString("items[0].findings.find { it.kind == 'WAY_BACK' }.detail");
    }

    @Test
    void tellsOfACanaryThatSucceededAndRollsBack() {
        var key = key(idle(BOTH, "us-west-1"));
        var journey = observed(key);
        shift.pass(Duration.ofMinutes(20));
        try (var kms = client(KmsClient.builder(), key.place())) {
            kms.enableKey(request -> request.keyId(key.toString()));
        }
        var target = Target.action("DescribeKey").key(key);
        shift.advance(Duration.ofMinutes(1));
        standIn()
                .addFault(FaultRule.of(ReadFault.STALE_READ, target)
                        .delay(Duration.ofMinutes(70))
                        .once());
        // An hour after the one before, the next canary is due; the stale answer shows the key as it was ten minutes
        // earlier.
        shift.advance(Duration.ofMinutes(59));
        shift.callCanaries();
        assertThat(canaries(key).getLast().errorCode()).isEmpty();

        shift.decide();
        assertThat(journey.states()).contains("ROLLING_BACK");
        shift.pass(Duration.ofHours(1));
        assertThat(journey.state()).isEqualTo("ROLLED_BACK");
        assertThat(journey.read("timeline").getList("items.detail", String.class))
                .anySatisfy(detail -> assertThat(detail).contains("a canary on " + key + " succeeded"));
    }

    void knowsACanaryAgainWhoseAnswerWasLost() {
        var key = key(idle(BOTH, "us-west-2"));
        standIn()
                .addFault(FaultRule.of(
                                FaultKind.LOST_ANSWER, Target.action(CANARY).key(key))
                        .once());
        var journey = observed(key);
        shift.pass(Duration.ofHours(1));

        assertThat(journey.read("sightings").getList("items")).isEmpty();
        assertThat(count("""
                from canary_reception r join canary_outcome o on o.canary_id = r.canary_id
                join canary c on c.id = r.canary_id where o.kind = 'UNANSWERED' and c.key_arn = '%s'
                """.formatted(key))).isEqualTo(2);
    }

    void beginsTheWindowAnewAfterHandsOnTheTrail() {
        var key = key(idle(LOGS, "us-east-1"));
        var journey = observed(key);
        shift.pass(Duration.ofHours(3));
        var before = journey.read("coverage").getString("window.opensAt");
        selectAsBefore(key.place());
        shift.pass(Duration.ofHours(3));

        assertThat(moves(journey)).contains("GAP_BEYOND_REPAIR");
        var coverage = journey.read("coverage");
        assertThat(coverage.getString("window.opensAt")).isGreaterThan(before);
        assertThat(coverage.getList("feeds.tamperings.flatten().operation", String.class))
                .contains("cloudtrail:PutEventSelectors");
        assertThat(coverage.getList("feeds.tamperings.flatten().by", String.class))
                .allSatisfy(by -> assertThat(by).contains("user/"));
        assertThat(journey.states()).doesNotContain("AWAITING_DELETION_APPROVAL");
    }

    void tellsOfHandsThatWereHeldBackAndGoesOn() {
        var key = key(idle(LOGS, "us-east-2"));
        var journey = observed(key);
        var before = journey.read("coverage").getString("window.opensAt");
        var denial = standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action("StopLogging").in(key.place())));
        try (var trail = client(CloudTrailClient.builder(), key.place())) {
            trail.stopLogging(request -> request.name("management"));
        } catch (CloudTrailException denied) {
            assertThat(denied.awsErrorDetails().errorCode()).contains("AccessDenied");
        }
        standIn().release(denial);
        shift.pass(Duration.ofHours(3));

        var coverage = journey.read("coverage");
        assertThat(coverage.getString("window.opensAt")).isEqualTo(before);
        assertThat(coverage.getList(
                        "feeds.tamperings.flatten().findAll { it.refused != null }.operation", String.class))
                .containsExactly("cloudtrail:StopLogging");
    }

    @Test
    void sendsOneCanaryHoweverManyReplicasLook() throws Exception {
        var key = key(idle(BOTH, "eu-west-1"));
        disabled(key);
        shift.advance(Duration.ofMinutes(10));
        Callable<Integer> looking = shift::callCanaries;
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var looked : replicas.invokeAll(List.of(looking, looking, looking))) {
                looked.get();
            }
        }
        assertThat(canaries(key)).hasSize(1);
    }

    void doesNotLetOneKeyUsageSpeakForAnother() {
        var encrypting = observed(key(idle(BOTH, "eu-north-1")));
        var signing = observed(key(idle(BOTH, "eu-north-1")
                .spec(KeySpec.ECC_NIST_P256)
                .usage(KeyUsage.SIGN_VERIFY)
                .policy(WITHOUT_CANARIES)));
        shift.pass(Duration.ofHours(14));

        assertThat(verdict(signing).getString("verdict.value")).isEqualTo("UNPROVEN");
        assertThat(verdict(signing).getString("verdict.because"))
                .contains("SIGN_VERIFY")
                .contains("kms:Sign");
        shift.pass(Duration.ofHours(12));
        assertThat(encrypting.states()).contains("AWAITING_DELETION_APPROVAL");
        assertThat(signing.states()).doesNotContain("AWAITING_DELETION_APPROVAL");
    }

    void callsNoMoreOnceNobodyIsWatched() {
        var key = key(idle(BOTH, "ap-south-1"));
        var journey = observed(key);
        assertThat(journey.order("olga", "rollback").statusCode()).isEqualTo(200);
        shift.pass(Duration.ofHours(1));
        var called = canaries(key).size();
        shift.pass(Duration.ofHours(4));

        assertThat(canaries(key)).hasSize(called);
        assertThat(count("from canary_class where region = 'ap-south-1' and next_due_at is null"))
                .isEqualTo(1);
    }

    private static final String WITHOUT_CANARIES = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*", "Resource": "*"},
          {"Effect": "Deny", "Principal": {"AWS": "*"}, "Resource": "*",
           "Action": ["kms:GenerateDataKeyWithoutPlaintext", "kms:Sign"]}]}
        """;

    private static KeyPlan idle(String account, String region) {
        return KeyPlan.in(new Place(account, region), "")
                .aged(Duration.ofDays(400))
                .lastUsed(Duration.ofDays(120));
    }

    private static KeyArn key(KeyPlan plan) {
        return standIn().fleet().createKey(plan);
    }

    private Journey disabled(KeyArn key) {
        var journey = Journey.of(key);
        shift.work();
        journey.approvedAt("DISABLE", "ann");
        shift.work();
        shift.pass(Duration.ofMinutes(10));
        assertThat(journey.states()).contains("OBSERVING");
        return journey;
    }

    /** Disabled, its window open, its first canary called and, if all is well, come back. */
    private Journey observed(KeyArn key) {
        var journey = disabled(key);
        shift.pass(Duration.ofMinutes(10));
        shift.pass(DELIVERED);
        return journey;
    }

    /** Lays hands on the trail and leaves it as it was: for how long it was otherwise, nobody can say. */
    private static void selectAsBefore(Place place) {
        try (var trail = client(CloudTrailClient.builder(), place)) {
            var selected = trail.getEventSelectors(request -> request.trailName("management"));
            trail.putEventSelectors(
                    request -> request.trailName("management").eventSelectors(selected.eventSelectors()));
        }
    }

    private static JsonPath verdict(Journey journey) {
        return journey.read("coverage");
    }

    private static List<String> moves(Journey journey) {
        return journey.read("timeline").getList("items.cause", String.class);
    }

    private static List<CallLog.Entry> canaries(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.key().filter(key::equals).isPresent()
                        && call.session()
                                .filter(name -> name.startsWith("keysunset-canary."))
                                .isPresent())
                .toList();
    }

    private long count(String from) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("select count(*) " + from)
                                .getSingleResult())
                        .longValue());
    }

    /** Somebody with rights of their own in the account. */
    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Place place) {
        return builder.endpointOverride(standIn().endpoint())
                .region(Region.of(place.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(place.account(), StandInOptions.STANDARD_SECRET)))
                .build();
    }
}
