package dev.keysunset.aws.feeds;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.AwsNow;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.core.Place;
import dev.keysunset.core.TamperingOperations;
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

    private static final String OF_KEYS = "($.eventSource = \"kms.amazonaws.com\") && ("
            + Stream.concat(
                            FAILURES.stream().map(words -> "($.errorMessage = \"" + words + "\")"),
                            Stream.concat(Operations.CONTROL.stream(), OTHERS.stream())
                                    .map(name -> "($.eventName = \"" + name + "\")"))
                    .collect(Collectors.joining(" || "))
            + ")";

    /** Whatever changes a trail, group, rule or queue; what merely makes one blinds nobody, and log streams are made all day. */
    private static final String OF_TAMPERING = "($.readOnly IS FALSE) && ($.eventName != \"Create*\") && ("
            + TamperingOperations.SOURCES.stream()
                    .map(source -> "($.eventSource = \"" + source + "\")")
                    .collect(Collectors.joining(" || "))
            + ")";

    /** At most 1024 characters (CloudWatch Logs API, FilterLogEvents). */
    static final String FILTER_PATTERN = "{ (" + OF_KEYS + ") || (" + OF_TAMPERING + ") }";

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

    /** What is asked for, for the configuration hash. */
    List<String> asked(String logGroupName) {
        return List.of(logGroupName, settings.deliveryAllowance().toString(), FILTER_PATTERN);
    }

    /**
     * Of everything that matters, or of all that is about one key: whatever has its id anywhere in its text, because a record
     * may name the key by ARN or id, in {@code resources}, the request or the error message.
     */
    Trail.Page page(Place place, String logGroupName, Trail.Query query, Optional<String> token) {
        var range = query.range();
        return reads.answer(place, Api.FILTER_LOG_EVENTS, () -> {
            var answer = clients.logs(place)
                    .filterLogEvents(request -> request.logGroupName(logGroupName)
                            .filterPattern(
                                    query.keyArn().map(LogEventsReading::about).orElse(FILTER_PATTERN))
                            .startTime(Millis.floor(range.from()).toEpochMilli())
                            .endTime(end(range))
                            .nextToken(token.orElse(null)));
            var records =
                    answer.events().stream().flatMap(LogEventsReading::text).toList();
            return new Trail.Page(records, Optional.ofNullable(answer.nextToken()), awsNow.of(answer));
        });
    }

    private static String about(KeyArn keyArn) {
        return "\"kms.amazonaws.com\" \"" + keyArn.keyId() + "\"";
    }

    /** The API reference leaves open whether the end is included; a record too many does no harm, one too few does. */
    private long end(Interval range) {
        return Millis.ceiling(range.to().plus(settings.deliveryAllowance())).toEpochMilli();
    }

    private static Stream<String> text(FilteredLogEvent event) {
        return Stream.ofNullable(event.message());
    }
}
