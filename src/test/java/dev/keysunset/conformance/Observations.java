package dev.keysunset.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Answers to the questions that AWS's documentation leaves open, as this run saw them. */
final class Observations {
    private final Map<String, StringBuilder> answers = new TreeMap<>();

    /**
     * Notes what was seen.
     *
     * @param question the heading, led by the number that orders it
     */
    void note(String question, String seen) {
        var shown = shown(seen);
        System.out.println("observed: " + question + ": " + shown);
        answers.computeIfAbsent(question, _ -> new StringBuilder())
                .append("- ")
                .append(shown)
                .append('\n');
    }

    /** Without what nobody else should read, and without what makes lines long: accounts and all of a UUID but its start. */
    private static String shown(String seen) {
        return seen.replaceAll("\\b\\d{12}\\b", "<account>")
                .replaceAll("\\b([0-9a-f]{4})[0-9a-f]{4}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "$1…");
    }

    void write(String subject, Path file) {
        if (answers.isEmpty()) {
            return;
        }
        var text = new StringBuilder("# Observed at ").append(subject).append("\n");
        answers.forEach((question, seen) ->
                text.append("\n## ").append(question).append("\n").append(seen));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
