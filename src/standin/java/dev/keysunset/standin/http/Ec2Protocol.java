package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;

/** AWS Query as Amazon EC2 speaks it: the answer's members stand without a wrapper. Smithy, "AWS EC2 query protocol". */
record Ec2Protocol(String namespace) implements Protocol {
    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        return "<%1$sResponse xmlns=\"%2$s\"><requestId>%3$s</requestId>%4$s</%1$sResponse>"
                .formatted(action, namespace, requestId, XmlDialect.ITEMS.members(action, body));
    }

    @Override
    public String failure(String requestId, AwsError error) {
        return "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
                        .formatted(error.code(), XmlDialect.escaped(error.text()))
                + "<RequestID>%s</RequestID></Response>".formatted(requestId);
    }
}
