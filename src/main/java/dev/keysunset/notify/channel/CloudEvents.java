package dev.keysunset.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Notifications as CloudEvents 1.0 in the JSON format (CNCF, cloudevents/formats/json-format.md). */
final class CloudEvents {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "/keysunset";

    private final Optional<URI> baseUrl;

    CloudEvents(Optional<URI> baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** The source stays the same wherever the service runs, unless it is told where that is. */
    String of(Message.Told told) {
        var notification = told.notification();
        var event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", told.id().toString())
                .put("source", baseUrl.map(URI::toString).orElse(SOURCE))
                .put("type", type(notification.kind()))
                .put("subject", notification.about().thread())
                .put("time", notification.once().at().toString())
                .put("datacontenttype", "application/json");
        event.set("data", data(notification));
        return text(event);
    }

    static String type(Kind kind) {
        return "dev.keysunset." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ObjectNode data(Notification notification) {
        var about = notification.about();
        var data = JSON.createObjectNode()
                .put("kind", notification.kind().name())
                .put("severity", notification.kind().severity().name())
                .put("title", notification.words().title())
                .put("detail", notification.words().detail());
        notification.words().remedy().ifPresent(remedy -> data.put("remedy", remedy));
        about.accountId().ifPresent(id -> data.put("accountId", id));
        about.retirementId().ifPresent(id -> data.put("retirementId", id.toString()));
        about.rollbackId().ifPresent(id -> data.put("rollbackId", id.toString()));
        var keyArns = data.putArray("keyArns");
        about.keyArns().forEach(keyArns::add);
        Pages.of(baseUrl, about).ifPresent(page -> data.put("page", page));
        return data;
    }

    static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
