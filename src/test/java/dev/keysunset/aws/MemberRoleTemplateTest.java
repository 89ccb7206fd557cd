package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.aws.keys.KeyPolicies;
import dev.keysunset.cloudformation.QueueFeedStack;
import dev.keysunset.cloudformation.Template;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;
import dev.keysunset.engine.KeyGuardrails.Draft;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.TrailArchive.Question;
import dev.keysunset.standin.story.KeyUse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The member role as member-role.yaml makes it is enough for all that the room does. */
class MemberRoleTemplateTest extends AwsFixture {
    private static final String ACCOUNT = "keysunset.aws.accounts.111122223333.";
    private static final String ARCHIVE = "keysunset.aws.archives.organization.";
    private static final Map<String, String> ARCHIVE_PARAMETERS = Map.of(
            "ArchiveWorkgroup", "primary",
            "ArchiveTrailBucket", "trails",
            "ArchiveResultsBucket", "results",
            "ArchiveTrailKey", "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000");
    private static final dev.keysunset.standin.key.Place THERE =
            new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region());

    private final QueueFeedStack stack = QueueFeedStack.create(standIn, THERE, Map.of("CustomerKey", "true"));
    private final Room narrow = room(Map.of(
            ACCOUNT + "feeds", "lookup,logs,queue",
            ACCOUNT + "queue-url", stack.queueUrl(),
            ACCOUNT + "dead-letter-queue-url", stack.deadLetterQueueUrl()));

    @BeforeEach
    void makeTheRole() throws IOException, InterruptedException {
        makeTheRole(Map.of());
    }

    private void makeTheRole(Map<String, String> options) throws IOException, InterruptedException {
        var role = role(options);
        var definition = JsonNodeFactory.instance
                .objectNode()
                .put("account", PLACE.accountId())
                .put("name", role.path("RoleName").asText())
                .put("externalId", "keysunset-demo");
        definition.set("policy", role.path("Policies").path(0).path("PolicyDocument"));
        var request = HttpRequest.newBuilder(standIn.endpoint().resolve("/_standin/roles"))
                .POST(BodyPublishers.ofString(definition.toString()))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static JsonNode role(Map<String, String> options) {
        var parameters = new HashMap<>(options);
        parameters.put("HubPrincipal", "arn:aws:iam::999900001111:role/keysunset");
        parameters.put("ExternalId", "keysunset-demo");
        return Template.read("member-role.yaml", THERE, parameters).properties("Role");
    }

    @AfterEach
    void closeStack() {
        stack.close();
    }

    @Test
    void looksAtWhatEveryFeedStandsOn() {
        for (var kind : Feed.Kind.values()) {
            var footing = narrow.feeds().footing(new Feed(PLACE, kind));
            assertThat(footing.found()).as("%s: %s", kind, footing.unreadable()).isPresent();
            assertThat(footing.found().orElseThrow().objections()).isEmpty();
        }
    }

    @Test
    void isEnoughToFindWhatHangsOnAKey() {
        narrow.finders().read(PLACE).values().forEach(MemberRoleTemplateTest::assertRead);
    }

    @Test
    void isEnoughToProveItsOwnWayBack() {
        assertThat(narrow.rights().toBringBack(key())).isEqualTo(Reading.read(RoleStanding.ALLOWED));
    }

    @Test
    void isEnoughToReadKeysAndToRetireThem() {
        var key = key();
        assertRead(narrow.keys().describe(key));
        assertRead(narrow.keys().list(PLACE));
        assertRead(narrow.keys().surroundings(key).aliases());
        assertRead(narrow.keys().surroundings(key).grants());
        assertRead(narrow.keys().surroundings(key).keyPolicy());
        assertRead(narrow.rotations().kept(key));
        for (var effect : List.of(
                new Effect.DisableKey(key),
                new Effect.ScheduleKeyDeletion(key, 7),
                new Effect.CancelKeyDeletion(key),
                new Effect.EnableKey(key))) {
            assertThat(narrow.keys().perform(RETIREMENT, fenced(effect, START.plusSeconds(30)), Optional.empty()))
                    .isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void putsGuardrailsIntoKeyPoliciesOnlyWhereItIsToldTo() throws IOException, InterruptedException {
        var key = key();
        var policy = narrow.guardrails().policy(key).found().orElseThrow();
        var draft = (Draft.Added) narrow.guardrails().draft(policy.text(), 90);

        assertThat(put(key, draft))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.denied()).isTrue());
        makeTheRole(Map.of("Guardrails", "true"));
        assertThat(put(key, draft)).isInstanceOf(Outcome.Done.class);
        assertThat(narrow.guardrails().policy(key).found().orElseThrow().text()).isEqualTo(draft.policy());
    }

    private Outcome put(KeyArn key, Draft.Added draft) {
        return narrow.guardrails().put(EFFECT, key, draft.policy(), START.plusSeconds(60));
    }

    @Test
    void asksAnArchiveOnlyWhereItIsToldTo() throws IOException, InterruptedException {
        var asking = room(Map.of(
                ARCHIVE + "account", PLACE.accountId(),
                ARCHIVE + "region", PLACE.region(),
                ARCHIVE + "since", "2026-11-01",
                ARCHIVE + "database", "cloudtrail",
                ARCHIVE + "table", "organization",
                ARCHIVE + "output-location", "s3://results/keysunset/"));
        var range = new Interval(START.minus(Duration.ofDays(1)), START);
        var question = new Question(
                "a-question-of-its-own-that-is-new", PLACE, range, new TreeSet<>(List.of(key())), new TreeSet<>());

        assertThat(asking.archive().start(question).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.denied()).isTrue());
        makeTheRole(ARCHIVE_PARAMETERS);
        var id = asking.archive().start(question).found().orElseThrow();
        standIn.clock().advance(Duration.ofMinutes(5));
        assertRead(asking.archive().progress(PLACE, id));
        // The table is another account's, so the query fails; the role may ask for its answer all the same.
        assertThat(asking.archive().answer(PLACE, id).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.denied()).isFalse());
        assertRead(asking.archive().stop(PLACE, id));
    }

    /** Nobody answers here for Glue and S3, which Athena asks on the role's behalf. */
    @Test
    void allowsForAnArchiveWhatTheDocumentationLists() throws IOException {
        var listed = Pattern.compile("\"((?:athena|glue|s3|kms):\\w+)\"")
                .matcher(Files.readString(Path.of("docs/operations/archive.md")))
                .results()
                .map(action -> action.group(1))
                .collect(Collectors.toSet());

        assertThat(listed).contains("glue:GetTable", "s3:PutObject", "kms:Decrypt");
        assertThat(actions(role(ARCHIVE_PARAMETERS))).containsAll(listed);
        assertThat(actions(role(Map.of()))).noneMatch(action -> action.matches("(athena|glue):.*|s3:.*Object"));
    }

    private static List<String> actions(JsonNode role) {
        return role.path("Policies").path(0).path("PolicyDocument").findValues("Action").stream()
                .flatMap(KeyPolicies::items)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void isEnoughForEveryFeedEvenWhereTheQueueHasAKey() {
        standIn.clock().advance(Duration.ofMinutes(1));
        var key = key();
        narrow.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.DisableKey(key), standIn.clock().now().plusSeconds(30)),
                        Optional.empty());
        standIn.use(theirs(key), KeyUse.by("arn:aws:iam::111122223333:role/orders", "Decrypt"));
        standIn.clock().advance(Duration.ofMinutes(30));

        var received = narrow.queues().receive(feed(Feed.Kind.QUEUE), End.QUEUE, Duration.ofSeconds(1));
        assertThat(received.found().orElseThrow()).isNotEmpty();
        assertRead(narrow.queues()
                .delete(feed(Feed.Kind.QUEUE), End.QUEUE, received.found().orElseThrow()));
        assertRead(narrow.queues().receive(feed(Feed.Kind.QUEUE), End.DEAD_LETTERS, Duration.ofSeconds(1)));
        for (var kind : List.of(Feed.Kind.LOGS, Feed.Kind.LOOKUP)) {
            var page = narrow.feeds()
                    .read(
                            feed(kind),
                            Trail.Query.everything(
                                    new Interval(START, standIn.clock().now())),
                            Optional.empty());
            assertRead(page);
        }
    }

    private static Feed feed(Feed.Kind kind) {
        return new Feed(PLACE, kind);
    }

    private static void assertRead(Reading<?> reading) {
        assertThat(reading).isInstanceOf(Reading.Read.class);
    }
}
