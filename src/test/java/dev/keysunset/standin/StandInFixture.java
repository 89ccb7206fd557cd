package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keysunset.standin.StandInOptions.AwsSettings;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A stand-in whose clock stands still, and clients for it. */
abstract class StandInFixture {
    static final String ACCOUNT = "111122223333";
    static final String OTHER = "444455556666";
    static final Place PLACE = new Place(ACCOUNT, "us-east-1");
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    static final AwsSettings UNLIMITED = new AwsSettings(0, false);

    final StandIn standIn = StandIn.start(options());
    final Clients clients = new Clients(standIn);

    static StandInOptions options() {
        return StandInOptions.defaults().withRate(0).withStartAt(START).withAws(UNLIMITED);
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
