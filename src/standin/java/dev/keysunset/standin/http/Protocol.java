package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Service;
import java.util.Map;

/** How answers are written. */
interface Protocol {
    /** The namespace of SQS where it speaks AWS Query, as clients did until 2023. */
    String QUEUE_NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

    /**
     * The protocol to answer in.
     *
     * @param targeted whether the request names its operation in the header that only JSON has
     */
    static Protocol of(Service service, boolean targeted) {
        return switch (service.wire()) {
            case QUERY_COMPATIBLE_JSON ->
                targeted ? new QueryCompatibleJson() : new QueryProtocol(QUEUE_NAMESPACE, XmlDialect.FLAT);
            case JSON_1_0 -> new JsonProtocol("1.0");
            case JSON_1_1 -> new JsonProtocol("1.1");
            case REST_JSON -> new RestJsonProtocol();
            case REST_XML -> new RestXmlProtocol(service.namespace());
            case QUERY -> new QueryProtocol(service.namespace(), XmlDialect.of(service));
            case EC2_QUERY -> new Ec2Protocol(service.namespace());
        };
    }

    String contentType();

    String success(String action, String requestId, JsonNode body);

    String failure(String requestId, AwsError error);

    /** What a failure has to say in headers. */
    default Map<String, String> failureHeaders(AwsError error) {
        return Map.of();
    }
}
