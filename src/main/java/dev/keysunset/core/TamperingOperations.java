package dev.keysunset.core;

import java.util.List;
import java.util.stream.Stream;

/**
 * The calls by which a feed is blinded, or what it would have shown is destroyed: of its trail, its log group, its rule or its
 * queue. Starting a trail counts, because somebody had stopped it, and that record may be among what was not delivered.
 */
public final class TamperingOperations {
    public static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";
    public static final String LOGS = "logs.amazonaws.com";
    public static final String EVENTS = "events.amazonaws.com";
    public static final String SQS = "sqs.amazonaws.com";

    /** Feeds that filter must let pass what changes something at these. */
    public static final List<String> SOURCES = List.of(CLOUDTRAIL, LOGS, EVENTS, SQS);

    private static final List<String> TRAILS =
            List.of("StopLogging", "StartLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors");

    private static final List<String> EMPTYING_LOGS =
            List.of("DeleteLogGroup", "DeleteLogStream", "PutRetentionPolicy");

    /** Those that a log group may not tell of itself, because they end or empty what it would tell it with. */
    public static final List<String> SILENCING =
            Stream.concat(TRAILS.stream(), EMPTYING_LOGS.stream()).toList();

    /** A data protection policy masks what it is told to, and with it the words that a watch looks for. */
    private static final List<String> BLURRING_LOGS =
            List.of("AssociateKmsKey", "PutDataProtectionPolicy", "PutAccountPolicy");

    private static final List<String> RULES = List.of("DisableRule", "DeleteRule", "PutRule", "RemoveTargets");
    private static final List<String> QUEUES = List.of("SetQueueAttributes", "PurgeQueue", "DeleteQueue");

    private TamperingOperations() {}

    public static boolean contains(String eventSource, String operation) {
        return of(eventSource).contains(operation);
    }

    /** Those of one service. */
    public static List<String> of(String eventSource) {
        return switch (eventSource) {
            case CLOUDTRAIL -> TRAILS;
            case LOGS ->
                Stream.concat(EMPTYING_LOGS.stream(), BLURRING_LOGS.stream()).toList();
            case EVENTS -> RULES;
            case SQS -> QUEUES;
            default -> List.of();
        };
    }
}
