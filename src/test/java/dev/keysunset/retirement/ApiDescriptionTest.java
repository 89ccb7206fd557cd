package dev.keysunset.retirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The description of the API is complete: whoever reads it needs no other source. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class ApiDescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private record Operation(String name, JsonNode node) {}

    @Test
    void everyOperationHasASummaryAnExampleAndProblems() throws JsonProcessingException {
        var operations = operations(description());
        assertThat(operations).hasSizeGreaterThan(30);
        for (var operation : operations) {
            var node = operation.node();
            assertThat(node.path("summary").asText()).as(operation.name()).isNotBlank();
            assertThat(node.path("operationId").asText()).as(operation.name()).isNotBlank();
            assertThat(successes(node).map(success -> success.path("content").size()))
                    .as("content of every success of " + operation.name())
                    .isNotEmpty()
                    .doesNotContain(0);
            assertThat(examples(node)).as("example of " + operation.name()).isNotEmpty();
            assertThat(problems(node)).as("problems of " + operation.name()).contains("400", "401", "403");
        }
    }

    @Test
    void everyRequestBodyHasAnExample() throws JsonProcessingException {
        for (var operation : operations(description())) {
            var body = operation.node().path("requestBody").path("content");
            body.forEach(media ->
                    assertThat(media.has("example")).as(operation.name()).isTrue());
        }
    }

    @Test
    void tellsOfTheApiAloneAndOfNoPage() throws JsonProcessingException {
        assertThat(operations(description()))
                .allMatch(operation -> operation.name().contains("/api/v1/"));
    }

    @Test
    void thereIsNoWayToDeleteWithoutTheGates() throws JsonProcessingException {
        assertThat(operations(description()))
                .noneMatch(operation -> operation.name().matches(".*(force|break-glass|delete-now).*"));
    }

    @Test
    void swaggerUiIsServed() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static JsonNode description() throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString());
    }

    private static List<Operation> operations(JsonNode description) {
        return description
                .path("paths")
                .propertyStream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(method.getKey() + " " + path.getKey(), method.getValue())))
                .toList();
    }

    private static Stream<JsonNode> successes(JsonNode operation) {
        return operation
                .path("responses")
                .propertyStream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue());
    }

    private static List<JsonNode> examples(JsonNode operation) {
        return successes(operation)
                .map(success -> success.path("content"))
                .flatMap(content ->
                        content.propertyStream().map(media -> media.getValue().path("example")))
                .filter(example -> !example.isMissingNode())
                .toList();
    }

    private static List<String> problems(JsonNode operation) {
        return operation
                .path("responses")
                .propertyStream()
                .filter(response -> response.getValue()
                        .at("/content/application~1problem+json/schema")
                        .has("$ref"))
                .map(response -> response.getKey())
                .toList();
    }
}
