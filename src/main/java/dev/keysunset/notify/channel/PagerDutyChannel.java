package dev.keysunset.notify.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Severity;
import dev.keysunset.notify.channel.Secret.Missing;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PagerDuty's Events API v2: an incident begins with a rollback, is acknowledged when on-call acknowledges that, and is resolved
 * when its review is. What comes to an end by itself resolves by itself; nothing else is ever resolved from here.
 */
final class PagerDutyChannel implements Channel {
    static final String URL = "https://events.pagerduty.com/v2/enqueue";

    private static final int LONGEST_SUMMARY = 1024;
    private static final int LONGEST_KEY = 255;

    /** Nobody is called for them. That a rollback is done is no end of it: somebody still has to look. */
    private static final Set<Kind> SILENT = EnumSet.of(
            Kind.RETIREMENT_MOVED,
            Kind.APPROVAL_NEEDED,
            Kind.APPROVAL_EXPIRING,
            Kind.ROLLBACK_DONE,
            Kind.KEY_PROPOSED,
            Kind.CANDIDATES_FOUND);

    private final Posts posts;
    private final Url url;
    private final Secret routingKey;
    private final Optional<URI> baseUrl;

    PagerDutyChannel(Posts posts, Url url, Secret routingKey, Optional<URI> baseUrl) {
        this.posts = posts;
        this.url = url;
        this.routingKey = routingKey;
        this.baseUrl = baseUrl;
    }

    @Override
    public boolean groups() {
        return false;
    }

    @Override
    public boolean carries(Kind kind) {
        return !SILENT.contains(kind);
    }

    @Override
    public Outcome send(Message message) {
        try {
            return posts.send(new Posts.Post(
                    url.destination(), "application/json", Map.of(), body(message.first(), routingKey.value())));
        } catch (Missing e) {
            return e.outcome();
        }
    }

    String body(Notification notification, String key) {
        var action = action(notification.kind());
        var body = CloudEvents.object()
                .put("routing_key", key)
                .put("event_action", action)
                .put("dedup_key", dedupKey(notification));
        if (action.equals("trigger")) {
            body.put("client", "Keysunset");
            payload(body.putObject("payload"), notification);
            Pages.of(baseUrl, notification.about())
                    .ifPresent(page -> body.put("client_url", page)
                            .putArray("links")
                            .addObject()
                            .put("href", page)
                            .put("text", "Open in Keysunset"));
        }
        return CloudEvents.text(body);
    }

    private static void payload(ObjectNode payload, Notification notification) {
        var about = notification.about();
        payload.put("summary", Paragraphs.shortened(notification.words().title(), LONGEST_SUMMARY))
                .put("source", about.accountId().map(id -> "account " + id).orElse("keysunset"))
                .put("severity", severity(notification.kind().severity()))
                .put("timestamp", notification.once().at().toString())
                .put("component", about.keyArns().stream().findFirst().orElse("keysunset"))
                .put("group", about.thread())
                .put("class", notification.kind().name());
        var details = payload.putObject("custom_details")
                .put("detail", notification.words().detail());
        notification.words().remedy().ifPresent(remedy -> details.put("remedy", remedy));
        about.keyArns().forEach(details.putArray("keyArns")::add);
    }

    static String action(Kind kind) {
        return switch (kind) {
            case ROLLBACK_ACKNOWLEDGED -> "acknowledge";
            case ROLLBACK_RESOLVED, STOP_LIFTED, FEED_SEES_AGAIN -> "resolve";
            default -> "trigger";
        };
    }

    /** What has an end has one key from its beginning on. */
    static String dedupKey(Notification notification) {
        var about = notification.about();
        var key = switch (notification.kind()) {
            case STOP_SET, STOP_LIFTED, FEED_BLIND, FEED_SEES_AGAIN -> about.thread();
            default ->
                about.rollbackId()
                        .map(id -> "rollback:" + id)
                        .orElse(notification.once().key());
        };
        return Paragraphs.shortened("keysunset:" + key, LONGEST_KEY);
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }
}
