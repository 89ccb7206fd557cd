package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of events, over HTTP. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class EventsTest {
    /** More than twice as many as are read at once. */
    private static final int MANY = 1_200;

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Stage stage;

    @TestHTTPResource("/api/v1/events")
    URI events;

    /** At once: closing would wait for the streams, which never end. */
    @AfterEach
    void hangUp() {
        client.shutdownNow();
    }

    @Test
    void tellsEveryListenerOfAMoveAndGoesOnAfterTheLastOneThatWasHeard() {
        stage.clear();
        var id = stage.submit();
        var first = listen("");
        var second = listen("");
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        await().untilAsserted(() -> {
            assertThat(moves(first, id.toString())).anyMatch(line -> line.contains("AWAITING_DISABLE_APPROVAL"));
            assertThat(moves(second, id.toString())).anyMatch(line -> line.contains("AWAITING_DISABLE_APPROVAL"));
        });

        var heard = lastEventId(first);
        stage.move(id, new RetirementState.Disabling(stage.clock.now()), Cause.APPROVED);
        var again = listen(heard);
        await().untilAsserted(() -> assertThat(moves(again, id.toString()))
                .anyMatch(line -> line.contains("\"to\":\"DISABLING\""))
                .noneMatch(line -> line.contains("\"to\":\"SUBMITTED\"")));
    }

    @Test
    void tellsAllThatAListenerMissedHoweverMuchThatIsAndThenGoesOn() {
        stage.clear();
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        var first = listen("");
        await().untilAsserted(() -> assertThat(moves(first, id.toString())).isNotEmpty());
        var heard = lastEventId(first);
        recordAtOnce(id, MANY);

        var again = listen(heard);
        awaitAll(again, id);
        stage.move(id, new RetirementState.Disabling(stage.clock.now()), Cause.APPROVED);
        await().untilAsserted(() ->
                assertThat(moves(again, id.toString())).last().asString().contains("\"to\":\"DISABLING\""));
    }

    @Test
    void goesOnAfterMoreMovesAtOnceThanItReadsAtOnce() {
        stage.clear();
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        var listener = listen("");
        await().untilAsserted(() -> assertThat(moves(listener, id.toString())).isNotEmpty());
        recordAtOnce(id, MANY);
        awaitAll(listener, id);

        stage.move(id, new RetirementState.Disabling(stage.clock.now()), Cause.APPROVED);
        await().untilAsserted(() ->
                assertThat(moves(listener, id.toString())).anyMatch(line -> line.contains("\"to\":\"DISABLING\"")));
    }

    /** All in one moment, as a transaction does that moves many. */
    private void recordAtOnce(UUID id, int moves) {
        stage.sql("""
                insert into timeline (id, retirement_id, seq, at, recorded_at, kind, to_state, actor, detail)
                select gen_random_uuid(), '%1$s', 1000 + n, now(), now(), 'MOVED', 'SUBMITTED', 'keysunset', 'flood %1$s'
                from generate_series(1, %2$d) n
                """.formatted(id, moves));
    }

    private static void awaitAll(List<String> lines, UUID id) {
        await().untilAsserted(() ->
                assertThat(Set.copyOf(moves(lines, "flood " + id))).hasSize(MANY));
    }

    private static String lastEventId(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .toList()
                .getLast()
                .substring("id:".length())
                .strip();
    }

    private List<String> listen(String lastEventId) {
        var credentials = Base64.getEncoder().encodeToString("viewer:viewer".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(events)
                .header("Authorization", "Basic " + credentials)
                .header("Last-Event-ID", lastEventId)
                .build();
        var lines = new CopyOnWriteArrayList<String>();
        var answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
        assertThat(answer.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(() -> answer.body().forEach(lines::add));
        return lines;
    }

    private static List<String> moves(List<String> lines, String id) {
        return lines.stream()
                .filter(line -> line.startsWith("data:") && line.contains(id))
                .toList();
    }
}
