package dev.keysunset.startup.settings;

import static java.util.Objects.requireNonNull;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.retirement.PolicySettings;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.startup.clock.TempoSettings;
import dev.keysunset.startup.tick.TickSettings;
import dev.keysunset.watch.WatchSettings;
import java.time.Duration;
import java.util.stream.Stream;

/** Durations that contradict each other, and counts with which nothing would ever be done. */
final class PaceCheck implements StartCheck {
    @Override
    public Stream<Complaint> complaints(Settings settings) {
        return Stream.of(calls(settings), tempo(settings.of(TempoSettings.class)), blindness(settings), ticks(settings))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> calls(Settings settings) {
        var aws = settings.of(AwsSettings.class);
        var lease = settings.of(RetirementSettings.class).lease();
        var readPatience = aws.readPatience();
        return Stream.of(
                        Complaint.unlessPositive("keysunset.aws.call-timeout", aws.callTimeout()),
                        Complaint.when(
                                aws.callTimeout().multipliedBy(3).compareTo(lease) >= 0,
                                "keysunset.aws.call-timeout",
                                aws.callTimeout() + " is not shorter than a third of keysunset.retirement.lease ("
                                        + lease + "), so that a call could outlive its lease"),
                        Complaint.when(
                                readPatience.compareTo(lease) >= 0,
                                "keysunset.aws.read-patience",
                                readPatience + " is not shorter than keysunset.retirement.lease (" + lease
                                        + "), so that one slow read would use it up"),
                        Complaint.when(
                                aws.maxConnections() < 1,
                                "keysunset.aws.max-connections",
                                "without connections AWS is not reached"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> tempo(TempoSettings tempo) {
        var prefix = "keysunset.tempo.";
        return Stream.of(
                        Complaint.unlessPositive(prefix + "settling", tempo.settling()),
                        Complaint.unlessPositive(
                                prefix + "listening.lag", tempo.listening().lag()),
                        Complaint.unlessPositive(
                                prefix + "listening.poll-interval",
                                tempo.listening().pollInterval()),
                        Complaint.unlessPositive(
                                prefix + "pace.look-again", tempo.pace().lookAgain()),
                        Complaint.unlessPositive(
                                prefix + "pace.retry-after", tempo.pace().retryAfter()),
                        Complaint.unlessPositive(prefix + "deletion-grace", tempo.deletionGrace()),
                        Complaint.when(
                                tempo.quarantine().isEmpty()
                                        || !tempo.quarantine().stream()
                                                .sorted()
                                                .toList()
                                                .equals(tempo.quarantine()),
                                prefix + "quarantine",
                                "give one or more durations after the rollback, the shortest first"))
                .flatMap(complaints -> complaints);
    }

    /** A watch that is blind between two polls anyway would call every deletion off. */
    private static Stream<Complaint> blindness(Settings settings) {
        var listening = settings.of(TempoSettings.class).listening();
        var tolerance = listening.lag().plus(listening.pollInterval().multipliedBy(2));
        var policies = settings.of(PolicySettings.class);
        return policies.names().stream()
                .flatMap(name -> Complaint.when(
                        requireNonNull(policies.policies().get(name))
                                        .blindMargin()
                                        .compareTo(tolerance)
                                <= 0,
                        "keysunset.policies." + name + ".blind-margin",
                        "shorter than the lag and two polls of keysunset.tempo.listening (" + tolerance
                                + "), within which the watch never sees"));
    }

    private static Stream<Complaint> ticks(Settings settings) {
        var tick = settings.of(TickSettings.class);
        return Stream.of(
                        Complaint.when(
                                tick.every().compareTo(Duration.ofSeconds(1)) < 0,
                                "keysunset.tick.every",
                                tick.every() + " is less than a second, which the scheduler cannot do"),
                        Complaint.when(
                                tick.patience().compareTo(tick.every().multipliedBy(2)) < 0,
                                "keysunset.tick.patience",
                                "shorter than two of keysunset.tick.every (" + tick.every() + ")"),
                        Complaint.when(
                                tick.retirementsAtOnce() < 1,
                                "keysunset.tick.retirements-at-once",
                                "nothing would be retired"),
                        Complaint.when(
                                tick.feedsAtOnce() < 1, "keysunset.tick.feeds-at-once", "nothing would be watched"),
                        Complaint.when(
                                settings.of(WatchSettings.class).maxSpan().compareTo(Duration.ofMinutes(1)) < 0,
                                "keysunset.watch.max-span",
                                "shorter than a minute, so that a feed might never catch up"))
                .flatMap(complaints -> complaints);
    }
}
