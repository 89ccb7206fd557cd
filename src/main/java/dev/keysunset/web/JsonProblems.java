package dev.keysunset.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What Jackson could not read, in our words: its own messages name classes and parser internals. */
public final class JsonProblems {
    private JsonProblems() {}

    public static Problem of(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                ProblemKind.INVALID
                        .with(
                                "There is no field " + unknown.getPropertyName() + " here.",
                                "Known are "
                                        + unknown.getKnownPropertyIds().stream()
                                                .map(Object::toString)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + ".")
                        .field(path(unknown));
            case InvalidFormatException format
            when format.getTargetType() != null && format.getTargetType().isEnum() ->
                ProblemKind.INVALID
                        .with(
                                path(format) + " is none of the values it can have.",
                                "Give one of "
                                        + Arrays.toString(format.getTargetType().getEnumConstants()) + ".")
                        .field(path(format));
            case InvalidFormatException format
            when format.getValue() instanceof String text && NulCharacter.in(text) ->
                NulCharacter.problem(path(format));
            case MismatchedInputException mismatch
            when !mismatch.getPath().isEmpty() ->
                ProblemKind.INVALID
                        .with(path(mismatch) + " has a value of the wrong kind.", "See the schema at /q/openapi.")
                        .field(path(mismatch));
            case StreamReadException syntax ->
                ProblemKind.MALFORMED.with(
                        "The body is not JSON, or names a field twice, at line "
                                + syntax.getLocation().getLineNr() + ", column "
                                + syntax.getLocation().getColumnNr() + ".",
                        "Send one JSON object as the schema at /q/openapi has it.");
            default ->
                ProblemKind.MALFORMED.with(
                        "The body is missing, or is not the JSON object that is expected.",
                        "Send one JSON object as the schema at /q/openapi has it.");
        };
    }

    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
