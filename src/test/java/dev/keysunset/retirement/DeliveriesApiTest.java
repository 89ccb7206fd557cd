package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.channel.Peer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was told, as people look it up, and tell again what nobody took. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class DeliveriesApiTest extends NotifyStage {
    @Test
    void aDeadLetterIsSeenAndReplayed() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        NotifyWorld.peer().answers(Peer.answering(400));
        drain(HOOK);
        var id = as("viewer")
                .get("/api/v1/notifications?status=DEAD")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].target", equalTo(HOOK))
                .body("items[0].trouble", equalTo("127.0.0.1 answered 400: status 400 for …"))
                .body("items[0].notification.kind", equalTo("FEED_BLIND"))
                .extract()
                .<String>path("items[0].id");
        var replay = "/api/v1/notifications/" + id + "/replay";
        as("viewer").post(replay).then().statusCode(403);

        NotifyWorld.peer().forget();
        as("oncall").post(replay).then().statusCode(200).body("status", equalTo("PENDING"));
        as("oncall")
                .post(replay)
                .then()
                .statusCode(409)
                .body("remedy", equalTo("Nothing to do: it is tried by itself."));
        drain(HOOK);
        assertThat(to(HOOK)).hasSize(1);
        as("oncall").post(replay).then().statusCode(409);
        as("viewer").get("/api/v1/notifications?status=SENT&target=hook").then().body("items.id", hasItem(id));
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        as("viewer")
                .get("/api/v1/notifications?status=LOST")
                .then()
                .statusCode(400)
                .body("field", equalTo("status"));
        as("viewer")
                .get("/api/v1/notifications?cursor=abc")
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
        as("oncall")
                .post("/api/v1/notifications/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void pagesThroughWhatWasTold() {
        IntStream.range(0, 5).forEach(i -> tell(news("n" + i, Kind.FEED_BLIND, "thread" + i)));
        var titles = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = as("viewer")
                    .queryParam("target", HOOK)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor.orElse(""))
                    .get("/api/v1/notifications")
                    .then()
                    .statusCode(200)
                    .extract();
            titles.addAll(page.<List<String>>path("items.notification.title"));
            cursor = Optional.ofNullable(page.path("nextCursor"));
        } while (cursor.isPresent());
        assertThat(titles).containsExactly("title n4", "title n3", "title n2", "title n1", "title n0");
    }

    @Test
    void noSecretIsEverTold() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        NotifyWorld.peer().answers(Peer.answering(500));
        claimAll(CHAT).forEach(delivering::run);
        as("viewer")
                .get("/api/v1/notifications")
                .then()
                .body("items.trouble", not(hasItem(containsString("/chat"))))
                .body("items.trouble", hasItem("127.0.0.1 answered 500: status 500 for …"));
    }
}
