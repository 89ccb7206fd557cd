package dev.keysunset.aws;

import dev.keysunset.core.Interval;
import dev.keysunset.core.Operations;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Reads the log group a trail delivers to, through a filter that lets pass all that a watch needs and little else. */
@ApplicationScoped
public class LogEventsReading {
    /**
     * Failures by their words, because their codes do not follow the key's state (KMS Developer Guide, key states). "is
     * pending" stands for pending deletion, pending replica deletion and pending import in whichever words they come.
     */
    private static final List<String> FAILURES = List.of("*is disabled*", "*is pending*");

    /** Besides what changes a key: what makes a new dependant, and what succeeds on a disabled key. */
    private static final List<String> OTHERS = List.of("CreateGrant", "GetPublicKey");

    /** At most 1024 characters (CloudWatch Logs API, FilterLogEvents). */
    static final String FILTER_PATTERN = "{ ($.eventSource = \"kms.amazonaws.com\") && ("
            + Stream.concat(
                            FAILURES.stream().map(words -> "($.errorMessage = \"" + words + "\")"),
                            Stream.concat(Operations.CONTROL.stream(), OTHERS.stream())
                                    .map(name -> "($.eventName = \"" + name + "\")"))
                    .collect(Collectors.joining(" || "))
            + ") }";

    private final Reads reads;
    private final Clients clients;
    private final AwsNow awsNow;
    private final AwsSettings settings;

    public LogEventsReading(Reads reads, Clients clients, AwsNow awsNow, AwsSettings settings) {
        this.reads = reads;
        this.clients = clients;
        this.awsNow = awsNow;
        this.settings = settings;
    }

    Trail.Page page(Place place, String logGroupName, Interval range, Optional<String> token) {
        return reads.answer(place, Api.FILTER_LOG_EVENTS, () -> {
            var answer = clients.logs(place)
                    .filterLogEvents(request -> request.logGroupName(logGroupName)
                            .filterPattern(FILTER_PATTERN)
                            .startTime(Millis.floor(range.from()).toEpochMilli())
                            .endTime(end(range))
                            .nextToken(token.orElse(null)));
            var records =
                    answer.events().stream().flatMap(LogEventsReading::text).toList();
            return new Trail.Page(records, Optional.ofNullable(answer.nextToken()), awsNow.of(answer));
        });
    }

    /** The API reference leaves open whether the end is included; a record too many does no harm, one too few does. */
    private long end(Interval range) {
        return Millis.ceiling(range.to().plus(settings.deliveryAllowance())).toEpochMilli();
    }

    private static Stream<String> text(FilteredLogEvent event) {
        return Stream.ofNullable(event.message());
    }
}
