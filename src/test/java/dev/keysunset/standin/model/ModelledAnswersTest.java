package dev.keysunset.standin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;

/** A client that holds every answer against the model, before a server that answers whatever a test says. */
class ModelledAnswersTest {
    private final HttpServer server;
    private int status = 200;
    private String body = "";

    ModelledAnswersTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("x-amzn-RequestId", "1");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void failsTheCallWhoseAnswerIsWrong() {
        body = "{\"Keys\":[{\"KeyId\":\"1\",\"Arn\":\"arn\"}],\"Truncated\":false}";
        try (var kms = client()) {
            assertThatThrownBy(kms::listKeys)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("kms:ListKeys")
                    .hasMessageContaining("- Keys[0].Arn is no member of KeyListEntry")
                    .hasMessageContaining("- Keys[0].KeyArn is missing");
        }
    }

    @Test
    void failsTheCallWhoseErrorIsWrong() {
        status = 409;
        body = "{\"__type\":\"DisabledException\",\"message\":\"k is disabled.\"}";
        try (var kms = client()) {
            assertThatThrownBy(kms::listKeys)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("DisabledException should come with the status [400], not 409");
        }
    }

    @Test
    void letsRightAnswersThroughUnchanged() {
        body = "{\"Keys\":[{\"KeyId\":\"1\",\"KeyArn\":\"arn\"}],\"Truncated\":false}";
        try (var kms = client()) {
            assertThat(kms.listKeys().keys())
                    .singleElement()
                    .satisfies(key -> assertThat(key.keyArn()).isEqualTo("arn"));
            status = 400;
            body = "{\"__type\":\"DisabledException\",\"message\":\"k is disabled.\"}";
            assertThatThrownBy(kms::listKeys)
                    .isInstanceOf(DisabledException.class)
                    .hasMessageContaining("k is disabled.");
        }
    }

    private KmsClient client() {
        return KmsClient.builder()
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "standin")))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new ModelledAnswers()))
                .build();
    }
}
