package dev.keysunset.standin.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** Holds one answer, good or bad, against the model of its operation. */
final class AnswerCheck {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int FIRST_FAILURE = 300;

    /** AWS KMS says nothing more about a ciphertext, a MAC, a signature or an alias of AWS that is not right. */
    private static final Set<String> WITHOUT_WORDS = Set.of(
            "InvalidCiphertextException",
            "KMSInvalidMacException",
            "KMSInvalidSignatureException",
            "NotAuthorizedException");

    private AnswerCheck() {}

    /** What is wrong with the answer. */
    static List<String> defects(Operation operation, int status, String body) {
        try {
            if (operation.speaksRestXml()) {
                return status >= FIRST_FAILURE
                        ? restFailure(operation, status, XmlTree.parse(body))
                        : restSuccess(operation, XmlTree.parse(body));
            }
            if (status >= FIRST_FAILURE) {
                return operation.speaksQuery()
                        ? queryFailure(operation, status, body)
                        : jsonFailure(operation, status, body);
            }
            return operation.speaksQuery() ? querySuccess(operation, body) : jsonSuccess(operation, body);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return List.of("The body cannot be read: " + e.getMessage());
        }
    }

    private static List<String> jsonSuccess(Operation operation, String body) throws JsonProcessingException {
        return BodyCheck.defects(WireForm.JSON, operation.response(), json(body));
    }

    private static List<String> jsonFailure(Operation operation, int status, String body)
            throws JsonProcessingException {
        var error = json(body);
        var type = error.path("__type").asText();
        var text = error.has("message") ? error.path("message") : error.path("Message");
        return failure(operation, status, type.substring(type.indexOf('#') + 1), text.asText());
    }

    private static JsonNode json(String body) throws JsonProcessingException {
        return MAPPER.readTree(body.isEmpty() ? "{}" : body);
    }

    private static List<String> querySuccess(Operation operation, String body) {
        var root = XmlTree.parse(body);
        var defects = new ArrayList<String>();
        // The SDK writes DescribeDBInstances as DescribeDbInstances.
        if (!root.getTagName().equalsIgnoreCase(operation.name() + "Response")) {
            defects.add("The body should be a " + operation.name() + "Response, not a " + root.getTagName());
        }
        if (operation.speaksEc2()) {
            defects.addAll(ec2Success(operation, root));
            return defects;
        }
        var metadata = child(root, "ResponseMetadata");
        if (metadata.isEmpty() || XmlTree.text(metadata.getFirst(), "RequestId").isEmpty()) {
            defects.add("ResponseMetadata.RequestId is missing");
        }
        var result = child(root, operation.name() + "Result");
        if (!result.isEmpty()) {
            var tree = XmlTree.structure(operation.response(), result.getFirst());
            defects.addAll(BodyCheck.defects(WireForm.QUERY, operation.response(), tree));
        } else if (!operation.response().members().isEmpty()) {
            defects.add(operation.name() + "Result is missing");
        }
        return defects;
    }

    private static List<String> ec2Success(Operation operation, Element root) {
        var requestId = child(root, "requestId");
        if (requestId.isEmpty()) {
            return List.of("requestId is missing");
        }
        root.removeChild(requestId.getFirst());
        return BodyCheck.defects(WireForm.QUERY, operation.response(), XmlTree.structure(operation.response(), root));
    }

    private static List<String> restSuccess(Operation operation, Element root) {
        var answer = operation.response();
        var shape = answer.members().values().stream()
                .filter(field -> field.getOptionalTrait(PayloadTrait.class).isPresent())
                .findFirst()
                .map(Shape::in)
                .orElse(answer);
        return BodyCheck.defects(WireForm.QUERY, shape, XmlTree.structure(shape, root));
    }

    private static List<String> restFailure(Operation operation, int status, Element root) {
        return root.getTagName().equals("Error")
                ? failure(operation, status, XmlTree.text(root, "Code"), XmlTree.text(root, "Message"))
                : List.of("The body should be an Error, not a " + root.getTagName());
    }

    private static List<String> ec2Failure(Operation operation, int status, Element root) {
        var error = child(root, "Errors").stream()
                .flatMap(errors -> child(errors, "Error").stream())
                .toList();
        if (!root.getTagName().equals("Response") || error.size() != 1) {
            return List.of("The body should be a Response with one Error in its Errors");
        }
        var defects = new ArrayList<>(failure(
                operation, status, XmlTree.text(error.getFirst(), "Code"), XmlTree.text(error.getFirst(), "Message")));
        if (XmlTree.text(root, "RequestID").isEmpty()) {
            defects.add("RequestID is missing");
        }
        return defects;
    }

    private static List<String> queryFailure(Operation operation, int status, String body) {
        var root = XmlTree.parse(body);
        if (operation.speaksEc2()) {
            return ec2Failure(operation, status, root);
        }
        var error = child(root, "Error");
        if (!root.getTagName().equals("ErrorResponse") || error.isEmpty()) {
            return List.of("The body should be an ErrorResponse with an Error, not " + body);
        }
        var defects = new ArrayList<>(failure(
                operation, status, XmlTree.text(error.getFirst(), "Code"), XmlTree.text(error.getFirst(), "Message")));
        if (XmlTree.text(root, "RequestId").isEmpty()) {
            defects.add("RequestId is missing");
        }
        return defects;
    }

    private static List<Element> child(Element root, String name) {
        return XmlTree.children(root).stream()
                .filter(element -> element.getTagName().equalsIgnoreCase(name))
                .toList();
    }

    private static List<String> failure(Operation operation, int status, String code, String text) {
        var defects = new ArrayList<String>();
        var statuses = ErrorCodes.statuses(operation, code);
        if (statuses.isEmpty()) {
            defects.add("'" + code + "' is no error of " + operation.service());
        } else if (!statuses.contains(status)) {
            defects.add(code + " should come with the status " + statuses + ", not " + status);
        }
        if (text.isEmpty() && !WITHOUT_WORDS.contains(code)) {
            defects.add(code + " has no message");
        }
        return defects;
    }
}
