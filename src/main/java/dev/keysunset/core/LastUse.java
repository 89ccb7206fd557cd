package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A last use that KMS told, and what became of the search for its CloudTrail record.
 *
 * @param askedAt when CloudTrail was last asked for it, in domain time
 * @param trouble why the last asking brought nothing, where that was a failure
 */
public record LastUse(
        Usage.Used use,
        State state,
        Optional<Instant> askedAt,
        Optional<String> trouble,
        Optional<ExplainedUse> explained) {

    /** How far back CloudTrail's event history reaches (CloudTrail User Guide, event history). */
    public static final Duration HISTORY = Duration.ofDays(90);

    /** What is known of the record. */
    public enum State {
        /** Nobody has asked for it yet, or the answer did not come. */
        WAITING,
        EXPLAINED,
        /** The event history does not have it: records arrive late, so it is asked again. */
        NOT_FOUND,
        /** The use was longer ago than the event history reaches. */
        FORGOTTEN,
        /** CloudTrail may not be asked: nobody knows. */
        NOT_PERMITTED,
        /** There is a record, and it is not one of this use. */
        UNREADABLE
    }

    /** A use of which nobody has asked for the record. */
    public static LastUse notAskedFor(Usage.Used use, Instant now) {
        return new LastUse(
                use,
                forgotten(use.at(), now) ? State.FORGOTTEN : State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static boolean forgotten(Instant usedAt, Instant now) {
        return !usedAt.plus(HISTORY).isAfter(now);
    }

    /** In one sentence, for people. */
    public String told() {
        return switch (state) {
            case WAITING ->
                "CloudTrail has not answered yet who it was"
                        + trouble.map(why -> " (" + why + ")").orElse("") + "; it is asked by itself.";
            case EXPLAINED -> explained.map(ExplainedUse::told).orElse("by somebody") + ".";
            case NOT_FOUND -> "CloudTrail's event history has no record of it so far; it is asked again by itself.";
            case FORGOTTEN ->
                "It was longer ago than CloudTrail's event history reaches; older CloudTrail logs may have the record "
                        + use.cloudTrailEventId().orElse("") + ".";
            case NOT_PERMITTED ->
                "Who it was is not known: " + trouble.orElse("CloudTrail may not be asked")
                        + ". Allow the member role to call cloudtrail:LookupEvents.";
            case UNREADABLE ->
                "CloudTrail has a record of that id, and it does not explain the use: " + trouble.orElse("") + ".";
        };
    }
}
