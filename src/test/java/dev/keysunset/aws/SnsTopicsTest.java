package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.keysunset.engine.Topics.Published;
import dev.keysunset.standin.fault.FaultKind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** Topics, as the hub identity publishes to them. */
class SnsTopicsTest extends AwsFixture {
    private final Connections connections =
            new Connections(settings(standIn.endpoint().toString(), Map.of()), dateHeaders, "test");
    private final SnsTopics topics = new SnsTopics(connections);
    private final String topicArn = connections
            .client(SnsClient.builder(), PLACE.region(), connections.hub())
            .createTopic(request -> request.name("keysunset"))
            .topicArn();

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void publishesWithAttributesToFilterBy() throws IOException, InterruptedException {
        assertThat(publish(topicArn))
                .asInstanceOf(type(Published.Accepted.class))
                .satisfies(accepted -> assertThat(accepted.messageId()).isNotBlank());
        assertThat(published()).contains("{\\\"specversion\\\":\\\"1.0\\\"}", "Keysunset: stopped", "CRITICAL");
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "ERROR_500", "ERROR_503", "ACCESS_DENIED", "RESET", "LOST_ANSWER"})
    void whatMayPassIsTriedAgain(FaultKind kind) {
        fault(kind, "Publish", 1);
        assertThat(publish(topicArn))
                .asInstanceOf(type(Published.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.passing()).isTrue();
                    assertThat(refused.why()).startsWith("sns:Publish to " + topicArn + " failed: ");
                });
        assertThat(publish(topicArn)).isInstanceOf(Published.Accepted.class);
    }

    @Test
    void aTopicThatIsMissingMayBeMade() {
        assertThat(publish(topicArn + "-other"))
                .asInstanceOf(type(Published.Refused.class))
                .satisfies(refused -> assertThat(refused.passing()).isTrue());
    }

    private Published publish(String arn) {
        return topics.publish(arn, "Keysunset: stopped", "{\"specversion\":\"1.0\"}", Map.of("severity", "CRITICAL"));
    }

    private String published() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(standIn.endpoint().resolve("/_standin/topics"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
