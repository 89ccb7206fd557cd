package dev.keysunset.standin.control;

import dev.keysunset.standin.events.Router;
import dev.keysunset.standin.topic.Topics;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** {@code GET /topics}: all that was ever published to SNS; {@code GET /events}: what became of EventBridge's events. */
public final class MessagesView implements Control {
    private final Topics topics;
    private final Router router;

    public MessagesView(Topics topics, Router router) {
        this.topics = topics;
        this.router = router;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/topics", "all that was published to SNS", _ -> showTopics()),
                Route.of(
                        "GET",
                        "/events",
                        "how many of EventBridge's events were delivered, and how many lost",
                        _ -> showEvents()));
    }

    ControlAnswer showTopics() {
        var answer = Json.object();
        var list = answer.putArray("topics");
        topics.all().forEach(topic -> {
            var view = list.addObject().put("topicArn", topic.arn());
            var queues = view.putArray("queues");
            topic.subscriptions()
                    .forEach(subscription -> queues.add(subscription.queue().toString()));
            var messages = view.putArray("messages");
            topic.publications().forEach(publication -> {
                var message = messages.addObject()
                        .put("messageId", publication.messageId())
                        .put("time", publication.time().toString())
                        .put("message", publication.message());
                publication.subject().ifPresent(subject -> message.put("subject", subject));
                message.set("attributes", publication.attributes());
            });
        });
        return ControlAnswer.ok(answer);
    }

    ControlAnswer showEvents() {
        var tally = router.tally();
        return ControlAnswer.ok(Json.object()
                .put("delivered", tally.delivered())
                .put("deadLettered", tally.deadLettered())
                .put("lost", tally.lost()));
    }
}
