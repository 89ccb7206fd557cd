package dev.keysunset.aws.footings;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;

/**
 * A trail that delivers to a log group, as far as a watch stands on it. Its files in S3 are another matter: what goes wrong
 * with them alone costs no record in the group.
 *
 * @param kmsKeyId what its files are encrypted with, as AWS names it
 */
record DeliveringTrail(String arn, Optional<String> kmsKeyId, Logging logging, EventSelection selection) {

    /**
     * @param since when logging was started the last time
     * @param error why its latest delivery to the group failed, where it did
     */
    record Logging(boolean on, Optional<Instant> since, Optional<String> error) {
        static Logging of(GetTrailStatusResponse status) {
            return new Logging(
                    Boolean.TRUE.equals(status.isLogging()),
                    Optional.ofNullable(status.startLoggingTime()),
                    Optional.ofNullable(status.latestCloudWatchLogsDeliveryError())
                            .filter(text -> !text.isBlank()));
        }
    }

    /** Why what it delivers is not all, and how to mend it. */
    Optional<String> objection() {
        if (!logging.on()) {
            return Optional.of("the trail " + arn + " is stopped: start its logging");
        }
        return logging.error()
                .map(error -> "the trail " + arn + " cannot deliver to the log group (" + error
                        + "): mend the group, its key or the trail's role")
                .or(() -> selection.objection().map(why -> "the trail " + arn + " " + why + " in its event selectors"));
    }

    /** Another one whenever what it delivers may have changed in between. */
    String fingerprint() {
        return String.join("\n", arn, logging.since().map(Instant::toString).orElse(""), selection.text());
    }

    /** When it began to log; a trail that never did comes last. */
    Instant loggingSince() {
        return logging.since().orElse(Instant.MAX);
    }
}
