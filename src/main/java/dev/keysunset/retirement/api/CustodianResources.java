package dev.keysunset.retirement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.web.JsonProblems;
import dev.keysunset.web.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The {@code resources.json} that a Cloud Custodian policy on {@code aws.kms-key} leaves: a list of what DescribeKey says of each
 * key, with {@code Arn} (and {@code KeyArn} from ListKeys; only that in older versions), {@code AliasNames}, {@code Tags} and
 * what filters noted under {@code c7n:}. Only the ARN is believed: everything else is read from AWS again.
 */
final class CustodianResources {
    private CustodianResources() {}

    static List<BatchLine> of(String body, BatchResource.ForAll forAll, ObjectMapper mapper) {
        var resources = read(body, mapper);
        return IntStream.range(0, resources.size())
                .mapToObj(index -> line(index + 1, resources.get(index), forAll))
                .toList();
    }

    private static JsonNode read(String body, ObjectMapper mapper) {
        try {
            var resources = mapper.readTree(body);
            if (resources != null && resources.isArray()) {
                return resources;
            }
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e).exception();
        }
        throw ProblemKind.MALFORMED
                .with(
                        "The body is not a JSON list of resources.",
                        "Send resources.json as Cloud Custodian wrote it; a batch of ours is application/x-ndjson.")
                .exception();
    }

    private static BatchLine line(int number, JsonNode resource, BatchResource.ForAll forAll) {
        return arn(resource)
                .<BatchLine>map(arn -> new BatchLine.Read(
                        number,
                        new RetirementRequest(
                                Optional.of(arn),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                forAll.policy(),
                                forAll.reason(),
                                forAll.ticket(),
                                forAll.plan())))
                .orElseGet(() -> unreadable(number, resource));
    }

    private static Optional<String> arn(JsonNode resource) {
        return Stream.of("Arn", "KeyArn")
                .map(name -> resource.path(name).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static BatchLine unreadable(int number, JsonNode resource) {
        var problem = resource.has("AliasName")
                ? ProblemKind.MALFORMED.with(
                        "The resource is an alias, not a key.",
                        "Select keys: resource: aws.kms-key instead of aws.kms.")
                : ProblemKind.MALFORMED.with(
                        "The resource has neither Arn nor KeyArn.", "Send the resources of a policy on aws.kms-key.");
        return new BatchLine.Unreadable(number, problem);
    }
}
