package dev.keysunset.standin.athena;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.trail.DeliveredFiles.Delivered;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the records answer to the question for the last uses of keys: a row for each key, user and operation, and where the statement
 * unites several questions one for each creation it asks for, and one without a key that tells the days on record. This is no engine for SQL: it knows this one question, and
 * takes from the statement what it asks about.
 */
final class LastUses {
    private static final Pattern KEY = Pattern.compile("arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");
    private static final int MOST_TIMES = 500;

    private final Statement statement;
    private final Map<List<String>, Row> rows =
            new TreeMap<>((one, other) -> String.join("\n", one).compareTo(String.join("\n", other)));
    private final Map<String, String> recorded = new TreeMap<>();
    private final Map<String, JsonNode> creations = new TreeMap<>();

    private static final class Row {
        private final Map<String, String> days = new TreeMap<>();
        private String firstTime = "9";
        private JsonNode latest = Json.object();

        private String lastTime() {
            return latest.path("eventTime").asText();
        }

        private void add(JsonNode record) {
            var time = record.path("eventTime").asText();
            days.merge(time.substring(0, 10), time, (one, other) -> one.compareTo(other) > 0 ? one : other);
            firstTime = time.compareTo(firstTime) < 0 ? time : firstTime;
            latest = time.compareTo(lastTime()) >= 0 ? record : latest;
        }
    }

    private LastUses(Statement statement) {
        this.statement = statement;
    }

    /** A row is a list of cells in the order of the statement's columns; an empty cell is a null. */
    static List<List<Optional<String>>> rows(Statement statement, List<Delivered> scanned) {
        var uses = new LastUses(statement);
        scanned.stream()
                .map(file -> file.record())
                .filter(record -> statement
                        .equalTo("eventsource")
                        .map(record.facts().eventSource()::equals)
                        .orElse(true))
                .map(record -> record.json())
                .filter(uses::inTime)
                .forEach(uses::add);
        return uses.cells();
    }

    /** The column that this question has no answer to. */
    static Optional<String> unknownColumn(Statement statement) {
        var known = Set.of(
                "key_arn",
                "principal",
                "service",
                "operation",
                "first_time",
                "last_time",
                "event_id",
                "source_address",
                "encryption_context",
                "times");
        return statement.columns().stream()
                .filter(Predicate.not(known::contains))
                .findFirst();
    }

    private boolean inTime(JsonNode record) {
        var time = record.path("eventTime").asText();
        return statement
                        .atLeast("eventtime")
                        .map(from -> time.compareTo(from) >= 0)
                        .orElse(true)
                && statement
                        .below("eventtime")
                        .map(to -> time.compareTo(to) < 0)
                        .orElse(true);
    }

    private void add(JsonNode record) {
        var readOnly = statement.equalTo("readonly");
        if (readOnly.isEmpty() || readOnly.get().equals(record.path("readOnly").asText())) {
            var time = record.path("eventTime").asText();
            recorded.merge(time.substring(0, 10), time, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        if (needsAKey(record) && !isOwn(record)) {
            var asked = statement.in("key_arn");
            keys(record).stream()
                    .filter(key -> asked.map(keys -> keys.contains(key)).orElse(true))
                    .forEach(key -> rows.computeIfAbsent(
                                    List.of(
                                            key,
                                            principal(record),
                                            text(record.at("/userIdentity/invokedBy"))
                                                    .orElse(""),
                                            record.path("eventName").asText()),
                                    _ -> new Row())
                            .add(record));
        }
        statement
                .in("made_arn")
                .filter(_ -> madeBySomebody(record))
                .ifPresent(asked ->
                        keys(record).stream().filter(asked::contains).forEach(key -> creations.put(key, record)));
    }

    private static boolean madeBySomebody(JsonNode record) {
        return record.path("eventName").asText().equals("CreateKey")
                && record.path("errorCode").asText().isEmpty()
                && !record.at("/userIdentity/arn").asText().isEmpty()
                && !principal(record).contains(":role/aws-service-role/");
    }

    private boolean needsAKey(JsonNode record) {
        var name = record.path("eventName").asText();
        var error = record.path("errorCode").asText();
        var describes = name.startsWith("Describe")
                || name.startsWith("List")
                || (name.startsWith("Get") && !name.equals("GetPublicKey"));
        return !statement.notIn("eventname").map(names -> names.contains(name)).orElse(false)
                && !describes
                && !(name.equals("CreateGrant") && error.isEmpty())
                && (error.isEmpty() || error.equals("DisabledException") || error.startsWith("KMSInvalidState"));
    }

    private boolean isOwn(JsonNode record) {
        var session = record.at("/userIdentity/arn").asText().split("/", -1);
        return statement.equalTo("principal").filter(principal(record)::equals).isPresent()
                && session.length > 2
                && session[2].startsWith("keysunset");
    }

    private static Set<String> keys(JsonNode record) {
        var named = new ArrayList<String>();
        named.add(record.path("errorMessage").asText());
        record.path("resources")
                .forEach(resource -> named.add(resource.path("ARN").asText()));
        named.add(record.at("/requestParameters/keyId").asText());
        return KEY.matcher(String.join(" ", named))
                .results()
                .map(MatchResult::group)
                .filter(arn -> KeyArn.parse(arn).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String principal(JsonNode record) {
        return Stream.of(
                        "/userIdentity/sessionContext/sessionIssuer/arn",
                        "/userIdentity/arn",
                        "/userIdentity/invokedBy",
                        "/userIdentity/principalId")
                .flatMap(path -> text(record.at(path)).stream())
                .findFirst()
                .orElse("unknown");
    }

    private List<List<Optional<String>>> cells() {
        var cells = new ArrayList<List<Optional<String>>>();
        rows.forEach((group, row) -> cells.add(statement.columns().stream()
                .map(column -> cell(group, row, column))
                .toList()));
        creations.forEach((key, record) -> cells.add(statement.columns().stream()
                .map(column -> ofACreation(key, record, column))
                .toList()));
        if (statement.hasUnion()) {
            cells.add(statement.columns().stream().map(this::ofTheTrail).toList());
        }
        return cells;
    }

    private static Optional<String> cell(List<String> group, Row row, String column) {
        return switch (column) {
            case "key_arn" -> Optional.of(group.get(0));
            case "principal" -> Optional.of(group.get(1));
            case "service" -> Optional.of(group.get(2)).filter(service -> !service.isEmpty());
            case "operation" -> Optional.of(group.get(3));
            case "first_time" -> Optional.of(row.firstTime);
            case "last_time" -> Optional.of(row.lastTime());
            case "event_id" -> text(row.latest.path("eventID"));
            case "source_address" -> text(row.latest.path("sourceIPAddress"));
            case "encryption_context" ->
                Optional.of(row.latest.at("/requestParameters/encryptionContext"))
                        .filter(JsonNode::isObject)
                        .map(Json::write);
            case "times" ->
                Optional.of(new TreeSet<>(row.days.values())
                        .descendingSet().stream().limit(MOST_TIMES).collect(Collectors.joining(" ")));
            default -> throw new IllegalStateException("looked for before: " + column);
        };
    }

    private static Optional<String> ofACreation(String key, JsonNode record, String column) {
        return switch (column) {
            case "key_arn" -> Optional.of(key);
            case "principal" -> text(record.at("/userIdentity/arn"));
            case "operation" -> text(record.path("eventName"));
            case "first_time", "last_time" -> text(record.path("eventTime"));
            case "event_id" -> text(record.path("eventID"));
            case "source_address" -> text(record.path("sourceIPAddress"));
            case "service", "encryption_context" -> Optional.empty();
            default -> Optional.of("");
        };
    }

    private Optional<String> ofTheTrail(String column) {
        var times = new TreeSet<>(recorded.values());
        return switch (column) {
            case "service", "source_address", "encryption_context" -> Optional.empty();
            case "first_time" -> times.stream().findFirst();
            case "last_time" -> times.reversed().stream().findFirst();
            case "times" -> Optional.of(String.join(" ", recorded.keySet())).filter(days -> !days.isEmpty());
            default -> Optional.of("");
        };
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> !text.isEmpty());
    }
}
