package dev.keysunset.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One row of CSV (RFC 4180) that no spreadsheet takes for a program: what people put into tags and names stays text (OWASP, CSV
 * injection).
 */
public final class CsvRow {
    /** The wide forms too: some spreadsheets read them as the narrow ones. */
    private static final String BEGINS_A_FORMULA = "=+-@＝＋－＠";

    private CsvRow() {}

    public static String of(Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell(String.valueOf(cell)))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** In quotes always; one that would begin a formula gets an apostrophe before it. */
    private static String cell(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        var harmless = !line.isEmpty() && BEGINS_A_FORMULA.indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
