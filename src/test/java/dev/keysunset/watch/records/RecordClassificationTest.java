package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.watch.records.WatchRecord.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example record shows what the table says, from whom, on whose behalf and from where; and every one is in the table. */
class RecordClassificationTest {
    private static final Path TABLE = Path.of("src/test/resources/cloudtrail-classification.csv");
    private static final String NONE = "-";

    private final RecordReader reader = new RecordReader(new Examples.MemberRole());

    record Line(String file, String expected) {
        static Line of(String line) {
            var columns =
                    List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
            return new Line(columns.getFirst(), String.join(" | ", columns.subList(1, columns.size())));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Line> table() {
        try (var lines = Files.lines(TABLE)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void readsEachExampleAsTheTableSays(Line line) {
        assertThat(told(reader.read(Examples.record(line.file())))).isEqualTo(line.expected());
    }

    @Test
    void theTableHasALineForEveryExample() {
        assertThat(table()).extracting(Line::file).containsExactlyElementsOf(Examples.names());
    }

    private static String told(RecordReading reading) {
        return switch (reading) {
            case RecordReading.Canary _ -> "CANARY";
            case RecordReading.Tampered _ -> "TAMPERED";
            case RecordReading.Irrelevant _ -> "IRRELEVANT";
            case RecordReading.Unreadable(var why) -> "UNREADABLE " + why;
            case RecordReading.ByAlias(var place, var alias, var _) -> "BY ALIAS " + alias + " in " + place;
            case RecordReading.About(var records) when records.isEmpty() -> "NO KEY";
            case RecordReading.About(var records) -> told(records);
        };
    }

    private static String told(List<WatchRecord> records) {
        var record = records.getFirst();
        var caller = record.caller();
        return Stream.of(
                        record.kind() + " " + record.details().meaning(),
                        records.stream()
                                .map(each -> each.keyArn().keyId() + " in "
                                        + each.keyArn().accountId() + "/"
                                        + each.keyArn().region())
                                .collect(Collectors.joining(" and ")),
                        record.event().operation(),
                        caller.kind() + " " + caller.principal(),
                        caller.accountId().orElse(NONE),
                        caller.onBehalfOf().orElse(NONE),
                        told(record.details().source()),
                        told(record.details().encryptionContext()))
                .collect(Collectors.joining(" | "));
    }

    private static String told(Source source) {
        return source.address().orElse(NONE)
                + source.vpcEndpointId().map(id -> " through " + id).orElse("")
                + source.userAgent()
                        .map(agent -> " with " + agent.split(" ", 2)[0])
                        .orElse("");
    }

    private static String told(Map<String, String> context) {
        return context.isEmpty()
                ? NONE
                : context.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
