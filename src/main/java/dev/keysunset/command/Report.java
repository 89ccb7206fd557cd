package dev.keysunset.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Text for people, aligned. What others wrote into the service stands in it as text and nothing else: a terminal obeys no
 * control character of theirs.
 */
final class Report {
    private static final String GAP = "  ";

    private final List<String> lines = new ArrayList<>();
    private final List<List<String>> facts = new ArrayList<>();

    Report line(String text) {
        flush();
        lines.add(plain(text));
        return this;
    }

    Report blank() {
        return line("");
    }

    /** A label and what it says; facts that follow each other are aligned. */
    Report fact(String label, String text) {
        facts.add(List.of(GAP + label, text));
        return this;
    }

    /** Columns as wide as what stands in them. */
    Report table(List<List<String>> rows) {
        flush();
        align(rows);
        return this;
    }

    Report add(Report other) {
        flush();
        other.flush();
        lines.addAll(other.lines);
        return this;
    }

    String text() {
        flush();
        return String.join("\n", lines);
    }

    private void flush() {
        if (!facts.isEmpty()) {
            var rows = List.copyOf(facts);
            facts.clear();
            align(rows);
        }
    }

    private void align(List<List<String>> given) {
        var rows = given.stream()
                .map(row -> row.stream().map(Report::plain).toList())
                .toList();
        var columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .filter(row -> row.size() > column)
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (var row : rows) {
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(column -> row.get(column)
                            + " ".repeat(widths[column] - row.get(column).length()))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing());
        }
    }

    /** To the second, as people compare it. */
    static String time(String instant) {
        try {
            return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeParseException _) {
            return instant;
        }
    }

    private static String plain(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                        ? ' '
                        : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
