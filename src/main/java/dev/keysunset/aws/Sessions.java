package dev.keysunset.aws;

import dev.keysunset.engine.RealClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Sessions in member accounts: one per account for all reads, kept until shortly before it ends, and one per effect. */
@ApplicationScoped
public class Sessions {
    /** The longest that AWS allows when the hub's own credentials are a role's (STS API, role chaining). */
    private static final Duration READING_LASTS = Duration.ofHours(1);

    private static final Duration RENEWED_AHEAD = Duration.ofMinutes(5);

    /** The shortest that AWS allows. */
    private static final Duration EFFECT_LASTS = Duration.ofMinutes(15);

    private final ConfiguredAccounts accounts;
    private final Duration effectTimeout;
    private final RealClock clock;
    private final StsClient sts;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** The lock is held across the call to AWS: others who need the same session wait for it instead of asking as well. */
    private static final class Kept {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Optional<Session> session = Optional.empty();
    }

    private record Session(AwsSessionCredentials credentials, Instant renewAt) {}

    public Sessions(ConfiguredAccounts accounts, Connections connections, AwsSettings settings, RealClock clock) {
        this.accounts = accounts;
        this.effectTimeout = settings.callTimeout().dividedBy(2);
        this.clock = clock;
        this.sts = connections.client(StsClient.builder(), settings.hubRegion(), connections.hub());
    }

    /** @throws CallFailed if there is no session and none can be had */
    AwsSessionCredentials reading(String accountId) {
        var mine = kept.computeIfAbsent(accountId, _ -> new Kept());
        var session = fresh(mine);
        if (session.isPresent()) {
            return session.get().credentials();
        }
        mine.lock.lock();
        try {
            var renewed = fresh(mine).orElseGet(() -> assumed(accountId));
            mine.session = Optional.of(renewed);
            return renewed.credentials();
        } finally {
            mine.lock.unlock();
        }
    }

    /** The next read asks for a new session: AWS called this one expired. */
    void forget(String accountId) {
        kept.computeIfAbsent(accountId, _ -> new Kept()).session = Optional.empty();
    }

    /** @throws CallFailed if AWS gives none; nothing has been sent to KMS then */
    public AwsSessionCredentials fenced(String accountId, Fence fence) {
        var request = request(accountId)
                .roleSessionName(fence.sessionName())
                .sourceIdentity(fence.sourceIdentity())
                .policy(fence.policy())
                .durationSeconds((int) EFFECT_LASTS.toSeconds())
                .overrideConfiguration(override -> override.apiCallTimeout(effectTimeout))
                .build();
        return assume(request);
    }

    private Optional<Session> fresh(Kept mine) {
        return mine.session.filter(session -> clock.now().isBefore(session.renewAt()));
    }

    private Session assumed(String accountId) {
        // Counted from before the call and on our own clock: the expiry that AWS names is told by AWS's clock.
        var renewAt = clock.now().plus(READING_LASTS).minus(RENEWED_AHEAD);
        var credentials = assume(request(accountId)
                .roleSessionName(Fence.READING)
                .durationSeconds((int) READING_LASTS.toSeconds())
                .build());
        verify(accountId, credentials);
        return new Session(credentials, renewAt);
    }

    private AssumeRoleRequest.Builder request(String accountId) {
        var roleArn = accounts.memberRoleArn(accountId)
                .orElseThrow(() -> new CallFailed(
                        "sts:AssumeRole",
                        "NotConfigured",
                        "keysunset.aws.accounts does not name " + accountId,
                        CallFailed.Nature.FINAL));
        var request = AssumeRoleRequest.builder().roleArn(roleArn);
        accounts.account(accountId).flatMap(AwsSettings.Account::externalId).ifPresent(request::externalId);
        return request;
    }

    private AwsSessionCredentials assume(AssumeRoleRequest request) {
        try {
            return credentials(sts.assumeRole(request).credentials());
        } catch (SdkException e) {
            throw CallFailed.of("sts:AssumeRole of " + request.roleArn(), e);
        }
    }

    /** Whatever the endpoint and the role, the answers must come from the account that was asked for. */
    private void verify(String accountId, AwsSessionCredentials credentials) {
        var call = "sts:GetCallerIdentity in " + accountId;
        try {
            var account = sts.getCallerIdentity(request -> request.overrideConfiguration(
                            override -> override.credentialsProvider(StaticCredentialsProvider.create(credentials))))
                    .account();
            if (!accountId.equals(account)) {
                throw CallFailed.malformed(call, "WrongAccount", "the session is in account " + account);
            }
        } catch (SdkException e) {
            throw CallFailed.of(call, e);
        }
    }

    private static AwsSessionCredentials credentials(Credentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }
}
