package dev.keysunset.aws;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.Skew;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/**
 * Sends a call that changes a key: once, under a session of its own that AWS itself holds to this action, this key and the lease's end. What
 * fails before KMS is called has changed nothing; what fails after it, without AWS saying no, may have changed everything.
 */
@ApplicationScoped
public class FencedCalls {
    private final ConfiguredAccounts accounts;
    private final Pacing pacing;
    private final Sessions sessions;
    private final Clients clients;
    private final Timing timing;

    /** The clocks that an effect is dated and bounded by. */
    @ApplicationScoped
    public static class Timing {
        private final DomainClock domain;
        private final RealClock real;
        private final Skew skew;
        private final Duration callTimeout;

        public Timing(DomainClock domain, RealClock real, Skew skew, AwsSettings settings) {
            this.domain = domain;
            this.real = real;
            this.skew = skew;
            this.callTimeout = settings.callTimeout();
        }

        public Instant deadline() {
            return real.now().plus(callTimeout);
        }

        public Duration left(Instant deadline) {
            return Duration.between(real.now(), deadline);
        }

        Instant now() {
            return domain.now();
        }

        /** What AWS's clock will show after {@code real} of real time. */
        public Instant atAwsAfter(Duration real) {
            return skew.atAws(domain.after(real));
        }
    }

    public FencedCalls(ConfiguredAccounts accounts, Pacing pacing, Sessions sessions, Clients clients, Timing timing) {
        this.accounts = accounts;
        this.pacing = pacing;
        this.sessions = sessions;
        this.clients = clients;
        this.timing = timing;
    }

    /**
     * A call that changes a key.
     *
     * @param neededAt when the key was last seen needed: where a quota binds, the newest goes first
     */
    public record Order(Api api, KeyArn keyArn, Fence fence, Optional<Instant> neededAt, Sending sending) {}

    /** The request itself. */
    @FunctionalInterface
    public interface Sending {
        KmsResponse to(KmsClient kms, AwsRequestOverrideConfiguration override);
    }

    public Outcome perform(UUID retirementId, EffectRecord effect, Optional<Instant> neededAt) {
        return perform(new Order(
                Api.of(effect.effect()),
                effect.effect().keyArn(),
                Fence.around(retirementId, effect),
                neededAt,
                (kms, override) -> call(kms, effect.effect(), override)));
    }

    public Outcome perform(Order order) {
        var deadline = timing.deadline();
        AwsSessionCredentials session;
        try {
            awaitTurn(order, deadline);
            session = sessions.fenced(order.keyArn().accountId(), order.fence());
        } catch (CallFailed failed) {
            return refused(failed, failed.call().startsWith("sts:") ? "AssumeRole:" + failed.code() : failed.code());
        }
        var left = timing.left(deadline);
        if (!left.isPositive()) {
            return new Outcome.Refused(
                    timing.now(), Outcome.Refused.NOT_SENT, "the session took all the time that the call has");
        }
        return send(order, session, left);
    }

    private void awaitTurn(Order order, Instant deadline) {
        var place = order.keyArn().place();
        accounts.require(order.api().action(), place);
        pacing.awaitEffect(place, order.api(), order.neededAt(), timing.left(deadline));
    }

    private Outcome send(Order order, AwsSessionCredentials session, Duration left) {
        var override = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(session))
                .apiCallTimeout(left)
                .build();
        try {
            var answer = order.sending().to(clients.kms(order.keyArn().place()), override);
            return new Outcome.Done(timing.now(), answer.responseMetadata().requestId());
        } catch (SdkException e) {
            var failed = CallFailed.of(order.api().action(), e);
            return saysNo(failed) ? refused(failed, failed.code()) : new Outcome.Unknown();
        }
    }

    private static KmsResponse call(KmsClient kms, Effect effect, AwsRequestOverrideConfiguration override) {
        var keyId = effect.keyArn().toString();
        return switch (effect) {
            case Effect.DisableKey _ ->
                kms.disableKey(request -> request.keyId(keyId).overrideConfiguration(override));
            case Effect.EnableKey _ ->
                kms.enableKey(request -> request.keyId(keyId).overrideConfiguration(override));
            case Effect.ScheduleKeyDeletion(var _, var days) ->
                kms.scheduleKeyDeletion(request ->
                        request.keyId(keyId).pendingWindowInDays(days).overrideConfiguration(override));
            case Effect.CancelKeyDeletion _ ->
                kms.cancelKeyDeletion(request -> request.keyId(keyId).overrideConfiguration(override));
        };
    }

    private static boolean saysNo(CallFailed failed) {
        return failed.answered() && failed.nature() != CallFailed.Nature.FAULT;
    }

    private Outcome refused(CallFailed failed, String code) {
        return new Outcome.Refused(timing.now(), code, failed.text());
    }
}
