package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;
import java.util.List;

/** The part of a record that tells what was asked and what came of it: from {@code errorCode} to {@code additionalEventData}. */
record Elements(Settings settings) {
    /** CloudTrail cuts an error message here. AWS CloudTrail User Guide, "CloudTrail record contents". */
    private static final int LONGEST_MESSAGE = 1024;

    /** What KMS tells of the materials that did the work, in the answers and so in {@code additionalEventData}. */
    private static final List<String> MATERIALS =
            List.of("KeyMaterialId", "SourceKeyMaterialId", "DestinationKeyMaterialId");

    void write(ObjectNode json, ApiEvent event) {
        switch (event.outcome()) {
            case Outcome.Failure(var error, var _) -> failure(json, event, error);
            case Outcome.Success(var answer, var _) -> success(json, event, answer);
        }
    }

    private void failure(ObjectNode json, ApiEvent event, AwsError error) {
        // CloudTrail spells this one code differently from the API.
        json.put("errorCode", error.isDenial() ? "AccessDenied" : error.code());
        if (!error.text().isEmpty()) {
            json.put("errorMessage", cut(error.text()));
        }
        var told = !event.isStateFailure() || settings.get(TrailBehaviour.PARAMETERS_ON_STATE_FAILURES);
        json.set("requestParameters", told ? parameters(event) : json.nullNode());
        json.putNull("responseElements");
    }

    private static void success(ObjectNode json, ApiEvent event, Answer answer) {
        json.set("requestParameters", parameters(event));
        answer.responseElements()
                .ifPresentOrElse(
                        elements -> json.set("responseElements", RequestParameters.lowered(elements)),
                        () -> json.putNull("responseElements"));
        var materials = Json.object();
        MATERIALS.stream()
                .filter(name -> answer.body().path(name).isTextual())
                .forEach(name ->
                        materials.set(Json.lowerFirst(name), answer.body().path(name)));
        if (!materials.isEmpty()) {
            json.set("additionalEventData", materials);
        }
    }

    private static JsonNode parameters(ApiEvent event) {
        return RequestParameters.of(event.call());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }
}
