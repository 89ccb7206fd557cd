package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.util.List;

/** What AWS CloudTrail leaves open or decides by chance. */
public final class TrailBehaviour {
    public static final Setting<Duration> LONGEST_DELAY = Setting.duration(
            "trail.longest-delay",
            Duration.ofMinutes(14),
            "How late a record may reach event history and log groups; most take three to eight minutes.");

    public static final Setting<Double> TAIL =
            Setting.chance("trail.tail", 0.08, "How many records arrive between eight minutes and the longest delay.");

    public static final Setting<Double> DUPLICATES =
            Setting.chance("trail.duplicates", 0.02, "How many records are delivered to a log group twice.");

    public static final Setting<Duration> LONGEST_EVENTBRIDGE_DELAY = Setting.duration(
            "trail.longest-eventbridge-delay", Duration.ofMinutes(1), "How late EventBridge may receive a record.");

    public static final Setting<Double> EVENTBRIDGE_DUPLICATES =
            Setting.chance("trail.eventbridge-duplicates", 0.02, "How many records EventBridge receives twice.");

    public static final Setting<Double> DELIVERY_DELAYS = Setting.chance(
            "trail.delivery-delays",
            0.002,
            "How many records are later than the longest delay, with an addendum DELIVERY_DELAY.");

    public static final Setting<Duration> LONGEST_DELIVERY_DELAY = Setting.duration(
            "trail.longest-delivery-delay", Duration.ofHours(6), "How late a record with DELIVERY_DELAY may be.");

    public static final Setting<Double> UPDATED_DATA = Setting.chance(
            "trail.updated-data",
            0.002,
            "How many records lack a field, which a second record with an addendum UPDATED_DATA brings within two"
                    + " hours.");

    public static final Setting<Double> SERVICE_OUTAGES = Setting.chance(
            "trail.service-outages", 0, "How many records are up to a day late, with an addendum SERVICE_OUTAGE.");

    public static final Setting<Boolean> RESOURCES_ON_STATE_FAILURES = Setting.flag(
            "trail.resources-on-state-failures",
            false,
            "Whether records of DisabledException and KMSInvalidStateException list the key under resources.");

    public static final Setting<Boolean> PARAMETERS_ON_STATE_FAILURES = Setting.flag(
            "trail.parameters-on-state-failures",
            true,
            "Whether those records have requestParameters; AWS's samples of other failures do.");

    public static final Setting<LogTimestamp> LOG_TIMESTAMP = Setting.choice(
            "trail.log-timestamp",
            LogTimestamp.EVENT_TIME,
            "What the timestamp of a record in a log group is; with the time of the event, late records appear in"
                    + " ranges already read.");

    public static final Setting<Boolean> ORGANIZATION_TRAIL_FEEDS_EVENTBRIDGE = Setting.flag(
            "trail.organization-trail-feeds-eventbridge",
            false,
            "Whether the organisation's trail is enough for EventBridge to receive events of a member account.");

    public static final Setting<Boolean> FAILURES_REACH_EVENTBRIDGE = Setting.flag(
            "trail.failures-reach-eventbridge",
            true,
            "Whether EventBridge receives records of failed calls, too, as it does by its documentation; nobody has"
                    + " published one of KMS. If not, a queue hears of no failed use although its rule is right.");

    public static final Setting<Double> VPC_ENDPOINTS =
            Setting.chance("trail.vpc-endpoints", 0.05, "How many calls come through a VPC endpoint.");

    public static final Setting<Boolean> LOOKUP_FINDS_CRYPTO_BY_RESOURCE = Setting.flag(
            "trail.lookup-finds-crypto-by-resource",
            false,
            "Whether LookupEvents knows the key of cryptographic and other reading calls; of changes it always does.");

    public static final Setting<Boolean> LOOKUP_FINDS_FAILURES_BY_RESOURCE = Setting.flag(
            "trail.lookup-finds-failures-by-resource", false, "Whether LookupEvents knows the key of failed calls.");

    public static final Setting<Integer> KEPT_EVENTS = Setting.number(
            "trail.kept-events",
            500_000,
            "How many events the history of a place holds, whatever their age; the oldest go first. AWS has no such"
                    + " limit.");

    public static final Setting<Integer> KEPT_FILES = Setting.number(
            "trail.kept-files",
            200_000,
            "How many events of a place the files hold that the organisation's trail delivers to S3; the oldest go first. AWS"
                    + " has no such limit.");

    public static final List<Setting<?>> ALL = List.of(
            LONGEST_DELAY,
            TAIL,
            DUPLICATES,
            LONGEST_EVENTBRIDGE_DELAY,
            EVENTBRIDGE_DUPLICATES,
            DELIVERY_DELAYS,
            LONGEST_DELIVERY_DELAY,
            UPDATED_DATA,
            SERVICE_OUTAGES,
            RESOURCES_ON_STATE_FAILURES,
            PARAMETERS_ON_STATE_FAILURES,
            LOG_TIMESTAMP,
            ORGANIZATION_TRAIL_FEEDS_EVENTBRIDGE,
            FAILURES_REACH_EVENTBRIDGE,
            VPC_ENDPOINTS,
            LOOKUP_FINDS_CRYPTO_BY_RESOURCE,
            LOOKUP_FINDS_FAILURES_BY_RESOURCE,
            KEPT_EVENTS,
            KEPT_FILES);

    /** What CloudTrail may give its log events as timestamp. */
    public enum LogTimestamp {
        EVENT_TIME,
        DELIVERY_TIME
    }

    private TrailBehaviour() {}
}
