package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A stand-in whose clock stands still, and clients for it. */
@Execution(ExecutionMode.CONCURRENT)
abstract class StandInFixture {
    static final String ACCOUNT = "111122223333";
    static final String OTHER = "444455556666";
    static final Place PLACE = new Place(ACCOUNT, "us-east-1");
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    static {
        // What is awaited happens at once, or seconds later on a busy machine.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    final StandIn standIn;
    final Clients clients;

    StandInFixture() {
        this(options());
    }

    StandInFixture(StandInOptions options) {
        standIn = StandIn.start(options);
        clients = new Clients(standIn);
    }

    static StandInOptions options() {
        return StandInOptions.prompt().withRate(0).withStartAt(START);
    }

    @AfterEach
    void stop() {
        clients.close();
        standIn.close();
    }

    KeyArn key() {
        return standIn.fleet().createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)));
    }

    /** What AWS's error says, as the SDK read it. */
    static AwsErrorDetails errorOf(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call).awsErrorDetails();
    }
}
