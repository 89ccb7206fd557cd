package dev.keysunset.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Calls of services whose SDK modules are not part of this program, for a few reads that need no more than this: JSON in, JSON out,
 * signed by the SDK's own signer and failing with its own exceptions, so that {@link Reads} treats them like all others.
 */
@ApplicationScoped
public class SignedCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** Smithy, "AWS restJson1 protocol", operation error serialization. */
    private static final String ERROR_TYPE = "x-amzn-ErrorType";

    private final Connections connections;
    private final Sessions sessions;
    private final AwsSettings settings;

    public SignedCalls(Connections connections, Sessions sessions, AwsSettings settings) {
        this.connections = connections;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** A service, by what it is called in endpoints, signatures and IAM actions alike. */
    public enum Service {
        ELASTICFILESYSTEM("elasticfilesystem"),
        BACKUP("backup"),
        CONFIG("config");

        private final String name;

        Service(String name) {
            this.name = name;
        }
    }

    /** A call in REST with JSON, which asks by path and query. */
    public JsonNode get(Place place, Service service, String path, Map<String, String> query) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint(place, service))
                .encodedPath(path);
        query.forEach(request::putRawQueryParameter);
        return send(place, service, request, Optional.empty());
    }

    /**
     * A call in AWS JSON 1.1.
     *
     * @param target the operation, as the header names it
     */
    public JsonNode post(Place place, Service service, String target, JsonNode question) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint(place, service))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", target);
        return send(place, service, request, Optional.of(SdkBytes.fromUtf8String(question.toString())));
    }

    /** As the SDK knows it for the partition that the Region is in. */
    private URI endpoint(Place place, Service service) {
        return settings.endpointOverride()
                .orElseGet(() -> URI.create(
                        "https://" + ServiceMetadata.of(service.name).endpointFor(Region.of(place.region()))));
    }

    private JsonNode send(Place place, Service service, SdkHttpRequest.Builder request, Optional<SdkBytes> body) {
        request.putHeader("User-Agent", connections.name());
        body.ifPresent(bytes -> request.putHeader("Content-Length", String.valueOf(bytes.asByteArrayUnsafe().length)));
        var payload = body.map(SdkBytes::asContentStreamProvider);
        var signed = SIGNER.sign(sign -> sign.identity(sessions.reading(place.accountId()))
                .request(request.build())
                .payload(payload.orElse(null))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.name)
                .putProperty(AwsV4HttpSigner.REGION_NAME, place.region()));
        var sent = HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(null))
                .build();
        return connections.call(sent, answer -> read(service, answer));
    }

    private static JsonNode read(Service service, HttpExecuteResponse answer) {
        var bytes = answer.responseBody()
                .map(SdkBytes::fromInputStream)
                .orElseGet(() -> SdkBytes.fromByteArray(new byte[0]));
        var http = answer.httpResponse();
        if (!http.isSuccessful()) {
            throw failure(service, http, bytes);
        }
        try {
            return JSON.readTree(bytes.asInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsServiceException failure(Service service, SdkHttpResponse http, SdkBytes bytes) {
        var body = lenient(bytes);
        var details = AwsErrorDetails.builder()
                .serviceName(service.name)
                .errorMessage(text(body, "message", "Message").orElse(""))
                .sdkHttpResponse(http);
        http.firstMatchingHeader(ERROR_TYPE)
                .or(() -> text(body, "__type", "code"))
                .map(SignedCalls::bare)
                .ifPresent(details::errorCode);
        return AwsServiceException.builder()
                .awsErrorDetails(details.build())
                .requestId(http.firstMatchingHeader("x-amzn-RequestId").orElse(""))
                .statusCode(http.statusCode())
                .build();
    }

    /** Load balancers and proxies answer in HTML, and their status tells enough. */
    private static JsonNode lenient(SdkBytes bytes) {
        try {
            return JSON.readTree(bytes.asInputStream());
        } catch (IOException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static Optional<String> text(JsonNode body, String... members) {
        return Stream.of(members)
                .map(body::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }

    /** Without the namespace before it and the address behind it, which some services add. */
    private static String bare(String code) {
        return code.substring(code.indexOf('#') + 1).replaceFirst(":.*", "");
    }
}
