package dev.keysunset.conformance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Waits as everybody has to whose clock nobody moves. */
final class RealClock implements Patience {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void pass(Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            abort("This needs " + time + " of AWS's time; nobody waits for that");
        }
        await().pollDelay(time).timeout(time.plusSeconds(10)).until(() -> true);
    }

    @Override
    public void until(Duration limit, Assertion assertion) {
        await().atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_TRIES)
                .ignoreExceptionsMatching(AwsServiceException.class::isInstance)
                .untilAsserted(assertion::check);
    }
}
