package dev.keysunset.watch.feeds;

import dev.keysunset.watch.feeds.FeedHealth.CallUse;
import dev.keysunset.watch.feeds.FeedHealth.CanaryTrip;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The health of the feeds as metrics, few enough to be kept for ever: by account, Region and kind. Every replica tells the same,
 * because it is read from the database; whoever adds them up counts double.
 */
@ApplicationScoped
public class FeedMetrics {
    private final FeedHealths healths;
    private final MultiGauge lag;
    private final MultiGauge gaps;
    private final MultiGauge errorRate;
    private final MultiGauge sound;
    private final MultiGauge tamperings;
    private final MultiGauge canaryRoundTrip;
    private final MultiGauge quotaUsed;
    private final AtomicLong quarantined;

    FeedMetrics(FeedHealths healths, MeterRegistry registry) {
        this.healths = healths;
        this.lag = MultiGauge.builder("keysunset.feed.lag")
                .description("How old the watermark of a feed is, in domain time, while a key in its reach is watched")
                .baseUnit("seconds")
                .register(registry);
        this.gaps = MultiGauge.builder("keysunset.feed.gaps")
                .description("How many stretches a feed has not read between those that it has")
                .register(registry);
        this.errorRate = MultiGauge.builder("keysunset.feed.error.rate")
                .description("The failed share of a feed's latest polls")
                .register(registry);
        this.sound = MultiGauge.builder("keysunset.feed.sound")
                .description(
                        "1 while what a feed stands on was last found sound, 0 while it was not, or cannot be read")
                .register(registry);
        this.tamperings = MultiGauge.builder("keysunset.feed.tamperings")
                .description("How often, since somebody is watched there, hands were laid on what a feed stands on")
                .register(registry);
        this.canaryRoundTrip = MultiGauge.builder("keysunset.feed.canary.round.trip")
                .description("How long, in domain time, the latest canary took to come back through a feed")
                .baseUnit("seconds")
                .register(registry);
        this.quotaUsed = MultiGauge.builder("keysunset.feed.quota.used")
                .description("The share of AWS's quota that a feed's calls of the last hour took")
                .register(registry);
        this.quarantined = registry.gauge("keysunset.records.quarantined", new AtomicLong());
    }

    @Scheduled(
            every = "${keysunset.watch.health-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "feed-metrics")
    @RunOnVirtualThread
    public void refresh() {
        var all = healths.all();
        lag.register(durations(all, feed -> feed.sight().lag()), true);
        canaryRoundTrip.register(durations(all, feed -> feed.sight().canary().map(CanaryTrip::roundTrip)), true);
        gaps.register(rows(all, feed -> feed.sight().gaps().size()), true);
        errorRate.register(rows(all, feed -> feed.polls().errorRate()), true);
        sound.register(rows(all, feed -> feed.support().foothold().firm() ? 1 : 0), true);
        tamperings.register(
                rows(all, feed -> feed.support().findings().tamperings().size()), true);
        quotaUsed.register(all.stream().flatMap(FeedMetrics::quotas).toList(), true);
        quarantined.set(healths.quarantined());
    }

    private static List<Row<?>> rows(List<FeedHealth> all, ToDoubleFunction<FeedHealth> value) {
        return all.stream()
                .<Row<?>>map(feed -> Row.of(tags(feed), value.applyAsDouble(feed)))
                .toList();
    }

    private static List<Row<?>> durations(List<FeedHealth> all, Function<FeedHealth, Optional<Duration>> value) {
        return all.stream()
                .flatMap(feed ->
                        value.apply(feed).stream().<Row<?>>map(duration -> Row.of(tags(feed), seconds(duration))))
                .toList();
    }

    private static Stream<Row<?>> quotas(FeedHealth feed) {
        return feed.support().calls().stream()
                .<Row<?>>map((CallUse use) -> Row.of(tags(feed).and("api", use.api()), use.ofQuota()));
    }

    private static Tags tags(FeedHealth feed) {
        var place = feed.feed().place();
        return Tags.of(
                "account",
                place.accountId(),
                "region",
                place.region(),
                "kind",
                feed.feed().kind().name().toLowerCase(Locale.ROOT));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
