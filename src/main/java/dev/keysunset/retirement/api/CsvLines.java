package dev.keysunset.retirement.api;

import dev.keysunset.web.NulCharacter;
import dev.keysunset.web.ProblemKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A batch as CSV (RFC 4180): a header that names the columns, quotes around cells with commas or quotes in them. */
final class CsvLines {
    private static final Set<String> COLUMNS =
            Set.of("keyArn", "key", "account", "region", "policy", "reason", "ticket", "plan");

    private final List<String> header;

    private CsvLines(List<String> header) {
        this.header = header;
    }

    static List<BatchLine> of(String body) {
        var lines = body.lines().toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        var csv = new CsvLines(header(lines.getFirst()));
        var read = new ArrayList<BatchLine>();
        for (var index = 1; index < lines.size(); index++) {
            if (!lines.get(index).isBlank()) {
                read.add(csv.line(index + 1, lines.get(index)));
            }
        }
        return List.copyOf(read);
    }

    private static List<String> header(String text) {
        var names = cells(text).stream().map(String::strip).toList();
        if (!COLUMNS.containsAll(names) || new HashSet<>(names).size() != names.size()) {
            throw ProblemKind.INVALID
                    .with("The CSV header names " + names + ".", "Name each column once; known are " + COLUMNS + ".")
                    .field("header")
                    .exception();
        }
        return names;
    }

    private BatchLine line(int number, String text) {
        var cells = cells(text);
        if (cells.size() != header.size()) {
            return new BatchLine.Unreadable(
                    number,
                    ProblemKind.MALFORMED.with(
                            "The line has " + cells.size() + " cells, the header " + header.size() + ".",
                            "Put cells with commas into double quotes; a cell has no line break."));
        }
        for (var index = 0; index < cells.size(); index++) {
            if (NulCharacter.in(cells.get(index))) {
                return new BatchLine.Unreadable(number, NulCharacter.problem(header.get(index)));
            }
        }
        return new BatchLine.Read(
                number,
                new RetirementRequest(
                        cell("keyArn", cells),
                        cell("key", cells),
                        cell("account", cells),
                        cell("region", cells),
                        cell("policy", cells),
                        cell("reason", cells),
                        cell("ticket", cells),
                        cell("plan", cells)));
    }

    private Optional<String> cell(String column, List<String> cells) {
        var index = header.indexOf(column);
        return index < 0
                ? Optional.empty()
                : Optional.of(cells.get(index).strip()).filter(text -> !text.isEmpty());
    }

    private static List<String> cells(String text) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < text.length(); index++) {
            var letter = text.charAt(index);
            if (quoted && letter == '"' && index + 1 < text.length() && text.charAt(index + 1) == '"') {
                cell.append('"');
                index++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
