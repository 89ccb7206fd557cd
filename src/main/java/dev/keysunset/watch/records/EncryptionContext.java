package dev.keysunset.watch.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What AWS services say in the encryption context about what they work on (KMS Developer Guide, encryption context). */
public final class EncryptionContext {
    /** The names under which services put the resource; the first that is there is told. */
    private static final List<String> RESOURCES = List.of(
            "aws:s3:arn",
            "aws:ebs:id",
            "SecretARN",
            "PARAMETER_ARN",
            "aws:logs:arn",
            "aws:sqs:arn",
            "aws:sns:topicArn",
            "aws:redshift:arn",
            "aws:dynamodb:tableName",
            "aws:lambda:FunctionArn",
            "aws:rds:db-id",
            "aws:cloudtrail:arn",
            "aws:workmail:arn");

    private static final ObjectMapper JSON = new ObjectMapper();

    private EncryptionContext() {}

    /** As it is stored. */
    public static String json(Map<String, String> context) {
        return JSON.valueToTree(context).toString();
    }

    public static Map<String, String> parse(String stored) {
        try {
            return JSON.readValue(stored, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the database holds another encryption context than was stored", e);
        }
    }

    /** Of a grant, the context that its constraint asks for; of ReEncrypt both, either may name what it was working on. */
    static Map<String, String> of(JsonNode requestParameters) {
        var constraints = requestParameters.path("constraints");
        var context = new TreeMap<String, String>();
        for (var place : List.of(
                requestParameters.path("encryptionContext"),
                requestParameters.path("sourceEncryptionContext"),
                requestParameters.path("destinationEncryptionContext"),
                constraints.path("encryptionContextEquals"),
                constraints.path("encryptionContextSubset"))) {
            place.properties()
                    .forEach(entry -> context.putIfAbsent(
                            entry.getKey(),
                            entry.getValue().isTextual()
                                    ? entry.getValue().textValue()
                                    : entry.getValue().toString()));
        }
        return Collections.unmodifiableMap(context);
    }

    static Optional<String> resource(Map<String, String> context) {
        return RESOURCES.stream().filter(context::containsKey).map(context::get).findFirst();
    }
}
