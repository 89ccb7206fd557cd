package dev.keysunset.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the description of the API with what is the same everywhere: the problems every operation may answer with, and
 * the examples and particular problems, which lie in {@code web/operations.json} by operation id.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ApiDescription implements OASFilter {
    private static final String OPERATIONS = "/web/operations.json";

    private static final Map<String, String> EVERYWHERE = Map.of(
            "400", "The request is malformed, or a field is not valid; the problem names it",
            "401", "Nobody is signed in",
            "403", "The caller's roles do not allow this",
            "500", "The service failed; the problem carries the request id that stands in the log");

    private static final Map<String, String> WITH_IF_MATCH = Map.of(
            "409", "Not possible in the present state; the problem says what would free it",
            "412", "It has changed since it was read; the answer carries the current ETag",
            "428", "If-Match is missing");

    private final JsonNode operations;

    public ApiDescription() {
        try (var file = ApiDescription.class.getResourceAsStream(OPERATIONS)) {
            if (file == null) {
                throw new IllegalStateException(OPERATIONS + " is not packed into the application");
            }
            this.operations = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(ProblemSchema.NAME, ProblemSchema.schema());
        var paths = api.getPaths().getPathItems();
        paths.values().stream()
                .flatMap(item -> item.getOperations().entrySet().stream())
                .forEach(entry -> complete(entry.getKey(), entry.getValue()));
        paths.forEach(ApiDescription::completeMissing);
    }

    private static void completeMissing(String path, PathItem item) {
        if (path.contains("{")) {
            item.getOperations().values().forEach(operation -> problem(operation, "404", "There is no such thing"));
        }
    }

    private void complete(PathItem.HttpMethod method, Operation operation) {
        var told = operations.path(String.valueOf(operation.getOperationId()));
        told.path("problems")
                .properties()
                .forEach(entry ->
                        problem(operation, entry.getKey(), entry.getValue().asText()));
        EVERYWHERE.forEach((status, text) -> problem(operation, status, text));
        if (hasIfMatch(operation)) {
            WITH_IF_MATCH.forEach((status, text) -> problem(operation, status, text));
        }
        if (method == PathItem.HttpMethod.POST || method == PathItem.HttpMethod.PUT) {
            problem(operation, "413", "The body is too large");
            problem(operation, "415", "The body's Content-Type is not known here");
        }
        if (operation.getRequestBody() != null && told.has("request")) {
            illustrate(operation.getRequestBody().getContent(), told.get("request"));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") && told.has("response")) {
                illustrate(response.getContent(), told.get("response"));
            } else if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(ProblemSchema.content());
            }
        });
    }

    private static boolean hasIfMatch(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> "If-Match".equals(parameter.getName()));
    }

    private static void illustrate(Content content, JsonNode example) {
        if (content != null) {
            var plain = new ObjectMapper().convertValue(example, Object.class);
            content.getMediaTypes().values().forEach(media -> media.setExample(plain));
        }
    }

    private static void problem(Operation operation, String status, String description) {
        var known = operation.getResponses().getAPIResponse(status);
        if (known == null || known.getDescription() == null || known.getContent() == null) {
            var text =
                    Optional.ofNullable(known).map(APIResponse::getDescription).orElse(description);
            operation
                    .getResponses()
                    .addAPIResponse(
                            status,
                            OASFactory.createAPIResponse().description(text).content(ProblemSchema.content()));
        }
    }
}
