package dev.keysunset.core;

import java.time.Duration;
import java.util.List;

/**
 * How patient the service is, in domain time. Not part of a policy: it follows from AWS and the feeds, not from an
 * organisation's rules.
 *
 * @param settling how long after DisableKey calls may still succeed; KMS is eventually consistent, "in some cases several
 *     minutes" (KMS Developer Guide)
 * @param deletionGrace how long after the deletion date AWS's own DeleteKey record is waited for
 * @param quarantine when, after a rollback, the members are looked at again
 */
public record Tempo(
        Duration settling, Listening listening, Pace pace, Duration deletionGrace, List<Duration> quarantine) {

    /**
     * @param lag how late CloudTrail may deliver a record
     * @param pollInterval how often a feed is read
     * @param closePollInterval how often it is read while a deletion is close
     */
    public record Listening(Duration lag, Duration pollInterval, Duration closePollInterval, Canaries canaries) {
        /** How old the watermark may be before the watch counts as blind: the lag and two polls. */
        public Duration tolerance() {
            return lag.plus(pollInterval).plus(pollInterval);
        }
    }

    /**
     * @param every how often a canary of each class is called
     * @param interval how far apart two of them may be for the time between them to be proven
     */
    public record Canaries(Duration every, Duration interval) {}

    /**
     * @param lookAgain how long a retirement that waits is left alone
     * @param retryAfter how long after a failure the next attempt is made
     */
    public record Pace(Duration lookAgain, Duration retryAfter) {}
}
