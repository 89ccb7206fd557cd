package dev.keysunset.aws.canaries;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Fence;
import dev.keysunset.aws.FencedCalls;
import dev.keysunset.aws.Pacing;
import dev.keysunset.aws.Sessions;
import dev.keysunset.core.KeyArn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * A session for each canary, which AWS itself holds to one action, one key and a minute: a canary that is held up on its way
 * never reaches a key that is in use again.
 */
@ApplicationScoped
public class CanarySessions {
    /** In real time. */
    private static final Duration VALID = Duration.ofMinutes(1);

    private final Pacing pacing;
    private final Sessions sessions;
    private final FencedCalls.Timing timing;

    public CanarySessions(Pacing pacing, Sessions sessions, FencedCalls.Timing timing) {
        this.pacing = pacing;
        this.sessions = sessions;
        this.timing = timing;
    }

    /**
     * What the canary's one request is sent with.
     *
     * @throws CallFailed if its turn does not come in time or AWS gives no session; nothing has been sent to KMS then
     */
    AwsRequestOverrideConfiguration begin(UUID canaryId, Api api, KeyArn keyArn) {
        var deadline = timing.deadline();
        var place = keyArn.place();
        pacing.await(place, api, Optional.empty(), timing.left(deadline));
        var fence = Fence.aroundCanary(canaryId, api, keyArn, end());
        var session = sessions.fenced(place.accountId(), fence);
        var left = timing.left(deadline);
        if (!left.isPositive()) {
            throw CallFailed.malformed(
                    api.action() + " in " + place, "NotSent", "the session took all the time that the call has");
        }
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(session))
                .apiCallTimeout(left)
                .build();
    }

    /** When AWS stops permitting what begins now, by its own clock. */
    Instant end() {
        return timing.atAwsAfter(VALID);
    }
}
