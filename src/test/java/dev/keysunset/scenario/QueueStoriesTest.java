package dev.keysunset.scenario;

import static dev.keysunset.Story.story;
import static dev.keysunset.Story.together;
import static dev.keysunset.scenario.FastWorld.standIn;
import static dev.keysunset.scenario.QueueWorld.HOME;
import static dev.keysunset.scenario.QueueWorld.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.PostgresResource;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fault.FaultDetails;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.RecordFault;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.queue.QueueBehaviour;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.trail.DeliveryFaults.Destination;
import dev.keysunset.standin.trail.TrailBehaviour;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a push feed promises: it is fast, it loses nothing, it doubles nothing, and it proves nothing. */
@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = QueueWorld.class, restrictToAnnotatedClass = true)
class QueueStoriesTest {
    private static final String PAYROLL = "role/payroll";
    private static final String QUEUE = "/keysunset";
    private static final String DEAD_LETTERS = "/keysunset-dead-letters";

    @Inject
    EntityManager database;

    private SqsClient sqs;

    @BeforeEach
    void open() {
        sqs = SqsClient.builder()
                .endpointOverride(standIn().endpoint())
                .region(Region.of(HOME.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(HOME.account(), StandInOptions.STANDARD_SECRET)))
                .build();
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    /** Those that disturb nobody, at the same time. */
    @TestFactory
    Stream<DynamicTest> keepWhatAPushFeedPromises() {
        return together(
                story("bringsBackAKeyThatOnlyTheQueueHasHeardOf", this::bringsBackAKeyThatOnlyTheQueueHasHeardOf),
                story("bringsBackAKeyThatIsPendingDeletion", this::bringsBackAKeyThatIsPendingDeletion),
                story("countsOneUseOnceHoweverOftenItIsTold", this::countsOneUseOnceHoweverOftenItIsTold),
                story("findsAUseAmongTheDeadLetters", this::findsAUseAmongTheDeadLetters),
                story("keepsPoisonAsideAndGoesOn", this::keepsPoisonAsideAndGoesOn),
                story("bringsBackAKeyForARecordThatNobodyCanRead", this::bringsBackAKeyForARecordThatNobodyCanRead),
                story("setsAsideARecordWithAnEndlessId", this::setsAsideARecordWithAnEndlessId),
                story("deletesWhatIsAboutNobodysKey", this::deletesWhatIsAboutNobodysKey),
                story(
                        "proofDoesNotDependOnARuleThatSomebodyEnabledWithoutThinking",
                        this::proofDoesNotDependOnARuleThatSomebodyEnabledWithoutThinking),
                story("tellsOfQueuesThatAreNotWhatTheSettingsSay", this::tellsOfQueuesThatAreNotWhatTheSettingsSay));
    }

    /** No record reaches the log group: whatever is seen, the queue has brought it. */
    void bringsBackAKeyThatOnlyTheQueueHasHeardOf() {
        var key = idle(HOME);
        silenceLogs(key);
        var journey = Journey.of(key).disabled();
        use(key);

        journey.until("ROLLED_BACK");
        assertThat(principals(journey)).singleElement().asString().contains(PAYROLL);
        assertThat(Outsider.keyState(key)).isEqualTo("Enabled");
    }

    void bringsBackAKeyThatIsPendingDeletion() {
        var key = idle(HOME);
        var journey = Journey.of(key).pendingDeletion();
        silenceLogs(key);
        use(key);

        journey.until("ROLLED_BACK");
        assertThat(Outsider.keyState(key)).isEqualTo("Enabled");
    }

    /** The same record by the queue four times over, and by the log group besides. */
    void countsOneUseOnceHoweverOftenItIsTold() {
        standIn()
                .change(Map.of(
                        QueueBehaviour.DUPLICATES.name(), "1.0", TrailBehaviour.EVENTBRIDGE_DUPLICATES.name(), "1.0"));
        var key = idle(HOME);
        var journey = Journey.of(key).disabled();
        use(key);

        journey.until("ROLLED_BACK");
        // The log group's copy comes with a later poll.
        var late = standIn().clock().now().plus(Duration.ofDays(2));
        await().atMost(Journey.PATIENCE).until(() -> standIn().clock().now().isAfter(late));
        assertThat(principals(journey)).hasSize(1);
        standIn()
                .change(Map.of(
                        QueueBehaviour.DUPLICATES.name(), "0.0", TrailBehaviour.EVENTBRIDGE_DUPLICATES.name(), "0.0"));
    }

    /** As after a crash between the commit and the deletion: it comes again, and changes nothing any more. */
    @Test
    void takesAMessageThatComesAgainForWhatItIs() {
        var undeletable = fault("DeleteMessageBatch");
        var key = idle(HOME);
        var journey = Journey.of(key).disabled();
        use(key);
        journey.until("ROLLED_BACK");

        await().atMost(Journey.PATIENCE).until(() -> inTrouble(HOME.account()).contains("DeleteMessage"));
        standIn().release(undeletable);
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(left(QUEUE)).isZero());
        assertThat(principals(journey)).hasSize(1);
        assertThat(effects(key)).containsExactly("DisableKey", "EnableKey");
        await().atMost(Journey.PATIENCE).until(() -> inTrouble(HOME.account()).isEmpty());
    }

    @Test
    void deletesNothingThatTheDatabaseHasNotTaken() {
        var key = idle(HOME);
        silenceLogs(key);
        var journey = Journey.of(key).disabled();
        sql("create function no_room() returns trigger language plpgsql as $$ begin raise 'no room'; end $$");
        sql("create trigger no_room before insert on watch_record for each row execute function no_room()");
        use(key);

        await().atMost(Journey.PATIENCE).until(() -> left(QUEUE) > 0);
        var later = standIn().clock().now().plus(Duration.ofDays(1));
        await().atMost(Journey.PATIENCE).until(() -> standIn().clock().now().isAfter(later));
        assertThat(left(QUEUE)).isPositive();
        assertThat(principals(journey)).isEmpty();

        sql("drop trigger no_room on watch_record");
        journey.until("ROLLED_BACK");
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(left(QUEUE)).isZero());
    }

    /** It lies there because it was received too often while the service could not keep it. */
    void findsAUseAmongTheDeadLetters() {
        var key = idle(HOME);
        var journey = Journey.of(key).disabled();
        send(DEAD_LETTERS, event(key));

        journey.until("ROLLED_BACK");
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(left(DEAD_LETTERS)).isZero());
        assertThat(principals(journey)).singleElement().asString().contains("user/Alice");
    }

    void keepsPoisonAsideAndGoesOn() {
        var key = idle(HOME);
        var journey = Journey.of(key).disabled();
        var poison = List.of("no JSON at all", "[\"a list\"]", event(key).substring(0, 120), "{\"answer\":42}");
        poison.forEach(text -> send(QUEUE, text));
        send(QUEUE, event(key));

        journey.until("ROLLED_BACK");
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(left(QUEUE)).isZero());
        assertThat(quarantined()).containsAll(poison);
    }

    /** Cut off before it says what happened, but it names the key: that is enough to be afraid. */
    void bringsBackAKeyForARecordThatNobodyCanRead() {
        var key = idle(HOME);
        var journey = Journey.of(key).disabled();
        var whole = event(key);
        send(QUEUE, whole.substring(0, whole.indexOf(" is disabled")));

        journey.until("ROLLED_BACK");
        assertThat(Outsider.keyState(key)).isEqualTo("Enabled");
    }

    /** A record that the database could never take must not hold up the others for ever. */
    void setsAsideARecordWithAnEndlessId() {
        var key = idle(HOME);
        var journey = Journey.of(key).disabled();
        var endless = new Random(1)
                .ints(8_000, 0, 36)
                .mapToObj(digit -> Integer.toString(digit, 36))
                .collect(Collectors.joining());
        var unstorable = event(key).replace("e-1", endless);
        send(QUEUE, unstorable);

        journey.until("ROLLED_BACK");
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(left(QUEUE)).isZero());
    }

    void deletesWhatIsAboutNobodysKey() {
        send(QUEUE, event(new KeyArn(HOME, "1234abcd-12ab-34cd-56ef-1234567890ab")));
        await().atMost(Journey.PATIENCE)
                .untilAsserted(() -> assertThat(left(QUEUE)).isZero());
    }

    /** The queue looks alive, because changes of keys pass; the pull feed does not depend on it. */
    void proofDoesNotDependOnARuleThatSomebodyEnabledWithoutThinking() {
        var key = idle(PLAIN);
        var journey = Journey.of(key).disabled();
        standIn().use(key, KeyUse.by("arn:aws:iam::" + PLAIN.account() + ":" + PAYROLL, "Decrypt"));

        journey.until("ROLLED_BACK");
        assertThat(principals(journey)).hasSize(1);
    }

    void tellsOfQueuesThatAreNotWhatTheSettingsSay() {
        await().atMost(Journey.PATIENCE).untilAsserted(() -> {
            assertThat(inTrouble(QueueWorld.OF_ANOTHER)).contains("a queue of its own account");
            assertThat(inTrouble(QueueWorld.WITHOUT)).contains("queue: ").contains("NonExistentQueue");
        });
        assertThat(Journey.as("ann").get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    /** Uses of this key reach no log group. */
    private static void silenceLogs(KeyArn key) {
        standIn()
                .addFault(FaultRule.of(
                                RecordFault.TRAIL_SILENCE,
                                Target.action("Decrypt").key(key))
                        .with(FaultDetails.NONE.destinations(Set.of(Destination.LOG_GROUP))));
    }

    private static int fault(String action) {
        return standIn()
                .addFault(
                        FaultRule.of(FaultKind.ERROR_500, Target.action(action).in(HOME)));
    }

    private static KeyArn idle(Place place) {
        return standIn()
                .fleet()
                .createKey(KeyPlan.in(place, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
    }

    private static void use(KeyArn key) {
        standIn().use(key, KeyUse.by("arn:aws:iam::" + HOME.account() + ":" + PAYROLL, "Decrypt"));
    }

    private void send(String queue, String body) {
        sqs.sendMessage(request -> request.queueUrl(url(queue)).messageBody(body));
    }

    /** Whether anybody has them in hand or not. */
    private int left(String queue) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url(queue))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static String url(String queue) {
        return standIn().endpoint() + "/" + HOME.account() + queue;
    }

    /** As EventBridge sends it, at this moment. */
    private static String event(KeyArn key) {
        return """
            {"version":"0","id":"e-0","detail-type":"AWS API Call via CloudTrail","source":"aws.kms","account":"%2$s",\
            "time":"%3$s","region":"us-east-1","resources":[],"detail":{"eventVersion":"1.11","userIdentity":\
            {"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::%2$s:user/Alice","accountId":"%2$s"},\
            "eventTime":"%3$s","eventSource":"kms.amazonaws.com","eventName":"Decrypt","awsRegion":"us-east-1",\
            "errorCode":"DisabledException","errorMessage":"%1$s is disabled.","requestParameters":null,\
            "responseElements":null,"requestID":"r-1","eventID":"e-1 of %1$s","readOnly":true,\
            "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"%2$s"}}\
            """.formatted(key, key.account(), standIn().clock().now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static List<String> principals(Journey journey) {
        return journey.read("sightings").getList("items.caller.principal", String.class);
    }

    private static List<String> effects(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.key().filter(key::equals).isPresent()
                        && call.errorCode().isEmpty())
                .map(call -> call.received().action())
                .filter(Set.of("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion")::contains)
                .toList();
    }

    /** What is wrong with the account's queue. */
    private static String inTrouble(String account) {
        JsonPath feeds = Journey.as("ann")
                .get("/api/v1/feeds")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var trouble = feeds.getString(
                "items.find { it.kind == 'QUEUE' && it.accountId == '" + account + "' }.lastPoll.trouble");
        return trouble == null ? "" : trouble;
    }

    private List<String> quarantined() {
        List<?> records = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("select record from quarantined_record")
                        .getResultList());
        return records.stream().map(String::valueOf).toList();
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}
