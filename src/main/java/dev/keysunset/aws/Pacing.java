package dev.keysunset.aws;

import dev.keysunset.core.Place;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds calls back so that the service stays under its own limits, counted as AWS counts: per account, Region and API. */
@ApplicationScoped
public class Pacing {
    private final AwsSettings.Rates rates;
    private final Map<Lane, Bucket> buckets = new ConcurrentHashMap<>();

    private record Lane(Place place, Api api) {}

    public Pacing(AwsSettings settings) {
        this.rates = settings.rates();
    }

    /**
     * Returns when the call may be sent.
     *
     * @throws CallFailed at once, if its turn comes only after {@code patience}
     */
    void await(Place place, Api api, Duration patience) {
        var bucket = buckets.computeIfAbsent(new Lane(place, api), lane -> bucket(api.perSecond(rates)));
        var call = api.action() + " in " + place;
        try {
            if (!turnCame(bucket, patience)) {
                throw new CallFailed(
                        call,
                        "ThrottlingException",
                        "the service's own limit of " + api.perSecond(rates) + " calls a second has no room within "
                                + patience,
                        CallFailed.Nature.FINAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(
                    call, "Interrupted", "interrupted while it waited for its turn", CallFailed.Nature.FINAL);
        }
    }

    private static boolean turnCame(Bucket bucket, Duration patience) throws InterruptedException {
        return patience.isPositive() ? bucket.asBlocking().tryConsume(1, patience) : bucket.tryConsume(1);
    }

    private static Bucket bucket(double perSecond) {
        var burst = Math.max(1, (long) Math.ceil(perSecond));
        var interval = Duration.ofNanos((long) (1_000_000_000 / perSecond));
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(1, interval))
                .build();
    }
}
