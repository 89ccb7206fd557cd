package dev.keysunset.aws;

import dev.keysunset.engine.RealClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The one place where a read is tried again: after throttling, a fault or no answer, a bounded number of times, after a random
 * pause that grows (full jitter), and never beyond the read's patience.
 */
@ApplicationScoped
public class Retrying {
    private static final Logger LOG = Logger.getLogger(Retrying.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final AwsSettings settings;
    private final RealClock clock;
    private final Pause pause;
    private final DoubleSupplier chance;

    /** How the thread waits. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    @Inject
    public Retrying(AwsSettings settings, RealClock clock) {
        this(settings, clock, Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
    }

    Retrying(AwsSettings settings, RealClock clock, Pause pause, DoubleSupplier chance) {
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.chance = chance;
    }

    /**
     * @param attempt is told how much of the read's patience is left
     * @throws CallFailed the last attempt's failure
     */
    <T> T call(Function<Duration, T> attempt) {
        var deadline = clock.now().plus(settings.readPatience());
        for (var made = 1; ; made++) {
            try {
                return attempt.apply(Duration.between(clock.now(), deadline));
            } catch (CallFailed failed) {
                var wait = before(made + 1);
                if (!failed.worthAnotherAttempt()
                        || made >= settings.readAttempts()
                        || clock.now().plus(wait).isAfter(deadline)) {
                    throw failed;
                }
                LOG.debugf("call=\"%s\" code=%s attempt=%d pause=%s", failed.call(), failed.code(), made, wait);
                rest(failed, wait);
            }
        }
    }

    private Duration before(int attempt) {
        var ceiling = settings.retryDelay().multipliedBy(1L << Math.min(attempt - 2, 16));
        var shorter = ceiling.compareTo(LONGEST_PAUSE) < 0 ? ceiling : LONGEST_PAUSE;
        return Duration.ofNanos((long) (shorter.toNanos() * chance.getAsDouble()));
    }

    private void rest(CallFailed failed, Duration wait) {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.addSuppressed(e);
            throw failed;
        }
    }
}
