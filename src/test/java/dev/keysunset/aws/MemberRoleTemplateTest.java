package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import dev.keysunset.standin.story.KeyUse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The member role as member-role.yaml makes it is enough for all that the room does. */
class MemberRoleTemplateTest extends AwsFixture {
    private static final String ACCOUNT = "keysunset.aws.accounts.111122223333.";
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
        var parameters = new HashMap<>(options);
        parameters.put("HubPrincipal", "arn:aws:iam::999900001111:role/keysunset");
        parameters.put("ExternalId", "keysunset-demo");
        var template = Template.read("member-role.yaml", THERE, parameters);
        var role = template.properties("Role");
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
