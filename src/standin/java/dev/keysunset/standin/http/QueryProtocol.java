package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** AWS Query: form fields in, XML out. */
record QueryProtocol() implements Protocol {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    static ObjectNode readForm(String body) {
        var parameters = Json.object();
        for (var field : body.split("&", -1)) {
            var equals = field.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return parameters;
    }

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public String success(String action, String requestId, JsonNode body) {
        return "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult>".formatted(action, NAMESPACE, elements(body))
                + "<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></%sResponse>"
                        .formatted(requestId, action);
    }

    @Override
    public String failure(String requestId, AwsError error) {
        var type = error.status() >= 500 ? "Receiver" : "Sender";
        return "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(NAMESPACE, type, error.code(), escaped(error.text()))
                + "<RequestId>%s</RequestId></ErrorResponse>".formatted(requestId);
    }

    private static String elements(JsonNode node) {
        if (node.isValueNode()) {
            return escaped(node.asText());
        }
        var xml = new StringBuilder();
        node.properties()
                .forEach(member -> xml.append('<')
                        .append(member.getKey())
                        .append('>')
                        .append(elements(member.getValue()))
                        .append("</")
                        .append(member.getKey())
                        .append('>'));
        return xml.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
