package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;

/** AWS Query: form fields in, XML out. */
record QueryProtocol(String namespace, XmlDialect dialect) implements Protocol {
    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        return "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult>"
                        .formatted(action, namespace, dialect.members(action, body))
                + "<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></%sResponse>"
                        .formatted(requestId, action);
    }

    @Override
    public String failure(String requestId, AwsError error) {
        var type = error.status() >= 500 ? "Receiver" : "Sender";
        return "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(namespace, type, dialect.code(error), XmlDialect.escaped(error.text()))
                + "<RequestId>%s</RequestId></ErrorResponse>".formatted(requestId);
    }
}
