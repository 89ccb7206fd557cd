package dev.keysunset.startup.settings;

import static java.util.Objects.requireNonNull;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.retirement.policy.PolicySettings;
import dev.keysunset.startup.clock.TempoSettings;
import dev.keysunset.startup.tick.TickSettings;
import dev.keysunset.watch.polling.WatchSettings;
import dev.keysunset.watch.uses.UseSettings;
import java.time.Duration;
import java.util.stream.Stream;

/** Durations that contradict each other, and counts with which nothing would ever be done. */
final class PaceCheck implements StartCheck {
    private static final Duration SLOWEST_RETRY = Duration.ofMinutes(2);
    private static final int MOST_RECEIVERS = 10;

    /** AWS's own limit (SQS API, ReceiveMessage). */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        return Stream.of(
                        calls(settings),
                        tempo(settings.of(TempoSettings.class)),
                        rollbacks(settings),
                        blindness(settings),
                        footing(settings),
                        ticks(settings),
                        Complaint.unlessPositive(
                                "keysunset.last-uses.every",
                                settings.of(UseSettings.class).every()))
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
                                prefix + "listening.canary-every",
                                tempo.listening().canaryEvery()),
                        Complaint.when(
                                tempo.listening()
                                                .canaryInterval()
                                                .compareTo(tempo.listening()
                                                        .canaryEvery()
                                                        .multipliedBy(2))
                                        < 0,
                                prefix + "listening.canary-interval",
                                tempo.listening().canaryInterval()
                                        + " is shorter than two of keysunset.tempo.listening.canary-every ("
                                        + tempo.listening().canaryEvery()
                                        + "), so that one lost canary would void the window"),
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

    /** Only a stand-in's time runs faster than the people's who wait. */
    private static Stream<Complaint> rollbacks(Settings settings) {
        var retryAfter = settings.of(TempoSettings.class).pace().retryAfter();
        return Complaint.when(
                settings.of(AwsSettings.class).endpointOverride().isEmpty() && retryAfter.compareTo(SLOWEST_RETRY) > 0,
                "keysunset.tempo.pace.retry-after",
                retryAfter + " is long for somebody who waits for a rollback that AWS refused: at most "
                        + SLOWEST_RETRY);
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

    /** Nothing counts beyond the last look at a feed's footing: looks that are rarer than the lag would hold the watermark up. */
    private static Stream<Complaint> footing(Settings settings) {
        var every = settings.of(WatchSettings.class).footingEvery();
        var lag = settings.of(TempoSettings.class).listening().lag();
        return Stream.concat(
                Complaint.unlessPositive("keysunset.watch.footing-every", every),
                Complaint.when(
                        every.compareTo(lag) > 0,
                        "keysunset.watch.footing-every",
                        every + " is longer than keysunset.tempo.listening.lag (" + lag
                                + "), so that the watch would seem blind between two looks"));
    }

    private static boolean isWait(Duration wait) {
        return wait.equals(Duration.ofSeconds(wait.toSeconds()))
                && wait.toSeconds() >= 1
                && wait.compareTo(LONGEST_WAIT) <= 0;
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
                                tick.rollbacksAtOnce() < 1,
                                "keysunset.tick.rollbacks-at-once",
                                "rollbacks would wait behind everything else"),
                        Complaint.when(
                                tick.feedsAtOnce() < 1, "keysunset.tick.feeds-at-once", "nothing would be watched"),
                        Complaint.when(
                                tick.canariesAtOnce() < 1,
                                "keysunset.tick.canaries-at-once",
                                "without canaries the watch would prove nothing"),
                        Complaint.when(
                                tick.receiversPerQueue() < 1 || tick.receiversPerQueue() > MOST_RECEIVERS,
                                "keysunset.tick.receivers-per-queue",
                                "give 1 to " + MOST_RECEIVERS),
                        Complaint.when(
                                !isWait(settings.of(WatchSettings.class).receiveWait()),
                                "keysunset.watch.receive-wait",
                                settings.of(WatchSettings.class).receiveWait()
                                        + " is not 1 to 20 whole seconds, which is what AWS can wait"),
                        Complaint.when(
                                settings.of(WatchSettings.class).maxSpan().compareTo(Duration.ofMinutes(1)) < 0,
                                "keysunset.watch.max-span",
                                "shorter than a minute, so that a feed might never catch up"))
                .flatMap(complaints -> complaints);
    }
}
