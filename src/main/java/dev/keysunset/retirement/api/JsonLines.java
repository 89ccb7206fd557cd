package dev.keysunset.retirement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.web.JsonProblems;
import dev.keysunset.web.ProblemKind;
import java.util.List;
import java.util.stream.IntStream;

/** A batch as newline-delimited JSON; empty lines are skipped. */
final class JsonLines {
    private JsonLines() {}

    static List<BatchLine> of(String body, ObjectMapper mapper) {
        var lines = body.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(index -> !lines.get(index).isBlank())
                .mapToObj(index -> line(index + 1, lines.get(index), mapper))
                .toList();
    }

    private static BatchLine line(int number, String text, ObjectMapper mapper) {
        try {
            RetirementRequest request = mapper.readValue(text, RetirementRequest.class);
            return request == null
                    ? new BatchLine.Unreadable(
                            number, ProblemKind.MALFORMED.with("The line is null.", "Send one JSON object a line."))
                    : new BatchLine.Read(number, request);
        } catch (JsonProcessingException e) {
            return new BatchLine.Unreadable(number, JsonProblems.of(e));
        }
    }
}
