package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.wire.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * How CloudTrail takes each operation: a management event that reads or writes, or nothing that a trail of management
 * events has. Data events are the messages of queues and topics, PutEvents and PutLogEvents; FilterLogEvents and what only
 * reads queues are not among the operations that the CloudWatch Logs User Guide and the Amazon SQS Developer Guide list as
 * recorded.
 */
class RecordingTest extends TrailFixture {

    @Test
    void takesEachOperationAsTheTableSays() throws Exception {
        var operations = new Control(standIn).get("/operations");
        for (var service : named()) {
            for (var operation : operations.path(service.prefix())) {
                call(service, operation.asText()).send();
            }
        }
        allDelivered();
        var taken = new TreeMap<String, String>();
        for (var service : named()) {
            var recorded = recorded(service);
            operations
                    .path(service.prefix())
                    .forEach(operation -> taken.put(
                            service.prefix() + ":" + operation.asText(),
                            recorded.getOrDefault(operation.asText(), "NONE")));
        }
        assertThat(taken).isEqualTo(new TreeMap<>(table()));
    }

    /** Those that are told an operation by its name; REST has paths instead. */
    private static List<Service> named() {
        return Stream.of(Service.values())
                .filter(service -> !service.wire().rest())
                .toList();
    }

    /** A call without any parameter: CloudTrail records failed ones, too. */
    private RawCall call(Service service, String operation) {
        var isQuery = service.wire() == Service.Wire.QUERY;
        var version = service.namespace().replaceFirst(".*/doc/(.*)/", "$1");
        return new RawCall(
                standIn.endpoint(),
                service.prefix(),
                isQuery ? "" : service.namespace() + "." + operation,
                isQuery ? "Action=" + operation + "&Version=" + version : "{}",
                AwsBasicCredentials.create(ACCOUNT, StandInOptions.STANDARD_SECRET),
                Instant.now());
    }

    private Map<String, String> recorded(Service service) {
        return history(ACCOUNT, LookupAttributeKey.EVENT_SOURCE, service.eventSource()).stream()
                .collect(Collectors.toMap(
                        event -> event.eventName(),
                        event ->
                                parsed(event.cloudTrailEvent()).path("readOnly").asBoolean() ? "READ" : "WRITE"));
    }

    private static Map<String, String> table() {
        try (var stream =
                Objects.requireNonNull(RecordingTest.class.getResourceAsStream("/cloudtrail-recording.csv"))) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(row -> row[0], row -> row[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
