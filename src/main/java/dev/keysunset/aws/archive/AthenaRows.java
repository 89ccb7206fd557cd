package dev.keysunset.aws.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.core.ArchiveHistory.By;
import dev.keysunset.core.ArchiveHistory.Latest;
import dev.keysunset.core.ArchiveHistory.User;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.TrailArchive.Answer;
import dev.keysunset.engine.TrailArchive.Creation;
import dev.keysunset.engine.TrailArchive.Use;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * The rows that {@code athena/last-uses.sql} brings: first the names of the columns (Athena API, GetQueryResults), then one for each
 * user of a key, one for each creation, and one without a key for the archive itself.
 */
final class AthenaRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It manages keys and is no use of any. */
    private static final String CREATION = "CreateKey";

    private final Map<String, Integer> columns = new TreeMap<>();
    private final Place place;

    private AthenaRows(Row header, Place place) {
        this.place = place;
        for (var data : header.data()) {
            columns.put(Optional.ofNullable(data.varCharValue()).orElse(""), columns.size());
        }
    }

    /** @throws CallFailed for what is not an answer to that statement: nothing of it is believed then */
    static Answer answer(List<Row> rows, Place place) {
        if (rows.isEmpty()) {
            throw malformed(place, "no header");
        }
        var read = new AthenaRows(rows.getFirst(), place);
        var recorded = new TreeSet<LocalDate>();
        var uses = new ArrayList<Use>();
        var creations = new ArrayList<Creation>();
        try {
            for (var row : rows.subList(1, rows.size())) {
                if (read.given(row, "key_arn").isEmpty()) {
                    recorded.addAll(read.days(row));
                } else if (read.given(row, "operation").filter(CREATION::equals).isPresent()) {
                    creations.add(read.creation(row));
                } else {
                    uses.add(read.use(row));
                }
            }
        } catch (IllegalArgumentException | DateTimeException | JsonProcessingException e) {
            throw malformed(place, String.valueOf(e.getMessage()));
        }
        return new Answer(recorded, List.copyOf(uses), List.copyOf(creations));
    }

    private Use use(Row row) throws JsonProcessingException {
        return new Use(
                KeyArn.of(text(row, "key_arn")),
                new User(
                        new By(text(row, "principal"), given(row, "service")),
                        text(row, "operation"),
                        Instant.parse(text(row, "first_time")),
                        Instant.parse(text(row, "last_time")),
                        new Latest(text(row, "event_id"), given(row, "source_address"), context(row))),
                words(row, "times").map(Instant::parse).toList());
    }

    private Creation creation(Row row) {
        return new Creation(
                KeyArn.of(text(row, "key_arn")),
                text(row, "principal"),
                Instant.parse(text(row, "first_time")),
                text(row, "event_id"));
    }

    private SortedSet<LocalDate> days(Row row) {
        var days = new TreeSet<LocalDate>();
        words(row, "times").map(LocalDate::parse).forEach(days::add);
        return days;
    }

    private Stream<String> words(Row row, String column) {
        return given(row, column).stream().flatMap(text -> Stream.of(text.split(" ", -1)));
    }

    private Map<String, String> context(Row row) throws JsonProcessingException {
        var context = new TreeMap<String, String>();
        JSON.readTree(given(row, "encryption_context").orElse("{}"))
                .properties()
                .forEach(entry -> context.put(
                        entry.getKey(),
                        entry.getValue().isTextual()
                                ? entry.getValue().textValue()
                                : entry.getValue().toString()));
        return context;
    }

    private String text(Row row, String column) {
        return given(row, column).orElseThrow(() -> malformed(place, "a row without " + column));
    }

    /** Empty for what is null and for an empty text. */
    private Optional<String> given(Row row, String column) {
        var at = Optional.ofNullable(columns.get(column)).orElseThrow(() -> malformed(place, "no column " + column));
        return at < row.data().size()
                ? Optional.of(row.data().get(at)).map(Datum::varCharValue).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static CallFailed malformed(Place place, String why) {
        return CallFailed.malformed(
                Api.GET_QUERY_RESULTS.action() + " for " + place,
                "MalformedAnswer",
                "the result is not that of athena/last-uses.sql: " + why);
    }
}
