package dev.keysunset.notify.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.keysunset.engine.Notification;

/** Notifications as they stand in the database. A mapper of its own: what the API's is set to must not change what was stored. */
final class NotificationJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** PostgreSQL takes it in no text, and what AWS or a caller said must not keep the rest from being committed. */
    private static final String NUL = "\\u0000";

    private NotificationJson() {}

    static String of(Notification notification) {
        try {
            return MAPPER.writeValueAsString(notification).replace(NUL, "\\ufffd");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be stored as JSON: " + notification, e);
        }
    }

    static Notification read(String json) {
        try {
            return MAPPER.readValue(json, Notification.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read as a notification", e);
        }
    }
}
