package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;

/** REST with XML as Amazon S3 speaks it: the operation is in method, path and query. Smithy, "AWS restXml protocol". */
record RestXmlProtocol(String namespace) implements Protocol {
    @Override
    public String contentType() {
        return "application/xml";
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        var root = switch (action) {
            case "ListBuckets" -> "ListAllMyBucketsResult";
            case "GetBucketEncryption" -> "ServerSideEncryptionConfiguration";
            default -> action + "Result";
        };
        return "<%1$s xmlns=\"%2$s\">%3$s</%1$s>".formatted(root, namespace, XmlDialect.SINGULAR.members(action, body));
    }

    @Override
    public String failure(String requestId, AwsError error) {
        return "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
                .formatted(error.code(), XmlDialect.escaped(error.text()), requestId);
    }
}
