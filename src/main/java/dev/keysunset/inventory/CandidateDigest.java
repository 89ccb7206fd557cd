package dev.keysunset.inventory;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Once a week, which enabled keys of ours nobody has used for long. Every replica looks; each week is told once. */
@ApplicationScoped
public class CandidateDigest {
    /** Told on Mondays from then on, UTC. */
    private static final Duration INTO_THE_DAY = Duration.ofHours(8);

    private static final int MOST = 20;

    /** Judged at the time of the reading: a use after it would not be known. */
    private static final String CANDIDATES = "goneAt is null and manager = :manager and keyState = :enabled"
            + " and timestampdiff(second, idleSince, readAt) >= :idle";

    private final InventoryKeys keys;
    private final InventorySettings settings;
    private final Notifier notifier;
    private final DomainClock clock;

    CandidateDigest(InventoryKeys keys, InventorySettings settings, Notifier notifier, DomainClock clock) {
        this.keys = keys;
        this.settings = settings;
        this.notifier = notifier;
        this.clock = clock;
    }

    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "candidate-digest")
    @RunOnVirtualThread
    @Transactional
    public void look() {
        if (!notifier.listens(Kind.CANDIDATES_FOUND)) {
            return;
        }
        Map<String, Object> parameters = Map.of(
                "manager", KeyFacts.Owner.CUSTOMER,
                "enabled", KeyState.ENABLED,
                "idle", settings.digestIdleFor().toSeconds());
        var count = keys.count(CANDIDATES, parameters);
        if (count > 0) {
            var longest = keys.find(CANDIDATES + " order by idleSince, keyArn", parameters).page(0, MOST).stream()
                    .map(CandidateDigest::line)
                    .collect(Collectors.joining("\n"));
            notifier.tell(digest(count, longest, clock.now()));
        }
    }

    private Notification digest(long count, String longest, Instant now) {
        var title = count == 1
                ? "1 key has not been used for " + days(settings.digestIdleFor())
                : count + " keys have not been used for " + days(settings.digestIdleFor());
        return new Notification(
                Kind.CANDIDATES_FOUND,
                About.noKey("candidates", Optional.empty()),
                new Words(
                        title,
                        "Unused for longest:\n" + longest,
                        Optional.of("Plan their retirement, or tag those that must stay.")),
                new Once("candidates:" + week(now), now));
    }

    private static String week(Instant now) {
        var day = now.minus(INTO_THE_DAY).atZone(ZoneOffset.UTC);
        return day.get(IsoFields.WEEK_BASED_YEAR) + "-W" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static String line(InventoryKeyRow row) {
        var name = row.aliases.isEmpty() ? row.keyArn : row.aliases.getFirst() + " (" + row.keyArn + ")";
        return name + " since " + row.idleSince;
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }
}
