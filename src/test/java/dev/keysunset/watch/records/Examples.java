package dev.keysunset.watch.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.WatchedKeys.Condition;
import dev.keysunset.engine.WatchedKeys.Span;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** CloudTrail records as documented and as seen, one in each file of {@code cloudtrail/}. */
public final class Examples {
    private static final Path FOLDER = Path.of("src/test/resources/cloudtrail");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    /** Our role, as the configuration has it. */
    public record MemberRole() implements Accounts {
        @Override
        public SortedSet<Place> places() {
            return new TreeSet<>();
        }

        @Override
        public Optional<String> name(String accountId) {
            return Optional.empty();
        }

        @Override
        public Optional<String> memberRoleArn(String accountId) {
            return Optional.of("arn:aws:iam::" + accountId + ":role/keysunset-member");
        }
    }

    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record itself, out of whatever a feed wraps around it, as feeds send it: on one line. */
    public static String record(String name) {
        var json = json(file(name));
        if (json.has("Events")) {
            return json.at("/Events/0/CloudTrailEvent").textValue();
        }
        if (json.has("events")) {
            return json.at("/events/0/message").textValue();
        }
        return (json.has("detail") && json.path("detail").has("eventSource") ? json.path("detail") : json).toString();
    }

    static List<String> records() {
        return names().stream().map(Examples::record).toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys that are disabled and watched since ever, each of a retirement of its own. */
    public static List<WatchedKey> watched(List<KeyArn> keys) {
        return keys.stream()
                .map(key -> new WatchedKey(
                        new UUID(1, key.hashCode()),
                        key,
                        "ENCRYPT_DECRYPT",
                        new Span(Instant.EPOCH, Optional.of(Instant.EPOCH)),
                        new Condition(true, Optional.empty(), Optional.empty())))
                .toList();
    }
}
