package dev.keysunset.standin.quota;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.CommonErrors;
import dev.keysunset.standin.wire.Turnstile;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the calls of each account in each Region, whoever in the account makes them. A call on another account's key
 * counts for the account that makes it. AWS KMS Developer Guide, "Request quotas" and "Throttling AWS KMS requests".
 */
public final class RequestQuotas implements Turnstile {
    private static final Set<String> STATE_CHANGES =
            Set.of("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion");

    private record Budget(Place place, String quota) {}

    private final InstantSource real;
    private final DomainClock clock;
    private final Settings settings;
    private final Map<Budget, Bucket> budgets = new HashMap<>();
    private final Map<KeyArn, Bucket> changes = new HashMap<>();

    public RequestQuotas(Ground ground, InstantSource real) {
        this.real = real;
        this.clock = ground.clock();
        this.settings = ground.settings();
    }

    @Override
    public Optional<AwsError> refusal(Call call, Optional<KeyArn> key) {
        if (call.provenance().workload() && !settings.get(QuotaBehaviour.COUNTS_WORKLOADS)) {
            return Optional.empty();
        }
        var now = new Moment(real.instant(), clock.now());
        return fitsQuota(call, now) && fitsKey(call, key, now)
                ? Optional.empty()
                : Optional.of(CommonErrors.throttled(call.service()));
    }

    @Override
    public boolean tellsTrail() {
        return settings.get(QuotaBehaviour.TELLS_TRAIL);
    }

    private boolean fitsQuota(Call call, Moment now) {
        var factor = settings.get(QuotaBehaviour.FACTOR);
        var quota = QuotaTable.of(call);
        if (factor == 0 || call.place().isEmpty() || quota.isEmpty()) {
            return true;
        }
        var perSecond = quota.get().perSecond() * factor;
        var capacity = Math.max(1, perSecond);
        return budgets.computeIfAbsent(
                        new Budget(call.place().get(), quota.get().name()), _ -> new Bucket(capacity, now))
                .take(capacity, perSecond, now);
    }

    private boolean fitsKey(Call call, Optional<KeyArn> key, Moment now) {
        var most = settings.get(QuotaBehaviour.HOT_KEY_CHANGES);
        if (most == 0 || key.isEmpty() || !STATE_CHANGES.contains(call.action())) {
            return true;
        }
        var period = Math.max(1, settings.get(QuotaBehaviour.HOT_KEY_PERIOD).toMillis()) / 1000.0;
        return changes.computeIfAbsent(key.get(), _ -> new Bucket(most, now)).take(most, most / period, now);
    }
}
