package dev.keysunset.watch.uses;

import dev.keysunset.core.LastUse.State;
import dev.keysunset.core.Place;
import dev.keysunset.engine.DomainClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * How far the explaining of last uses has come, by account and Region. Every replica tells the same, because it is read from the
 * database; whoever adds them up counts double.
 */
@ApplicationScoped
class UseMetrics {
    private static final String STANDING = """
            select account_id, region, state, count(*) as uses, min(used_at) as oldest
            from last_use group by account_id, region, state
            """;

    private final EntityManager database;
    private final DomainClock clock;
    private final MultiGauge uses;
    private final MultiGauge oldestWaiting;

    /** Those of one state. */
    private record Standing(long uses, Instant oldest) {}

    UseMetrics(EntityManager database, DomainClock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        this.uses = MultiGauge.builder("keysunset.last.uses")
                .description("How many last uses of keys wait for their record, or were found or not")
                .register(registry);
        this.oldestWaiting = MultiGauge.builder("keysunset.last.uses.oldest.waiting")
                .description("How long ago, in domain time, the oldest use was whose record waits; 0 while none does."
                        + " CloudTrail forgets it after 90 days")
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(
            every = "${keysunset.watch.health-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "last-use-metrics")
    @RunOnVirtualThread
    @Transactional
    void refresh() {
        var places = standing();
        uses.register(
                places.entrySet().stream()
                        .flatMap(place -> counts(place.getKey(), place.getValue()))
                        .toList(),
                true);
        var now = clock.now();
        oldestWaiting.register(
                places.entrySet().stream()
                        .<Row<?>>map(place -> Row.of(tags(place.getKey()), waitsFor(place.getValue(), now)))
                        .toList(),
                true);
    }

    private Map<Place, Map<State, Standing>> standing() {
        var places = new TreeMap<Place, Map<State, Standing>>();
        List<Tuple> rows = database.unwrap(Session.class)
                .createNativeQuery(STANDING, Tuple.class)
                .getResultList();
        for (var row : rows) {
            var place = new Place(row.get("account_id", String.class), row.get("region", String.class));
            places.computeIfAbsent(place, _ -> new EnumMap<>(State.class))
                    .put(
                            State.valueOf(row.get("state", String.class)),
                            new Standing(row.get("uses", Long.class), row.get("oldest", Instant.class)));
        }
        return places;
    }

    /** Nought for the states that no use of the place is in: an alert needs a value to fall back to. */
    private static Stream<Row<?>> counts(Place place, Map<State, Standing> standing) {
        return Stream.of(State.values())
                .map(state -> Row.of(
                        tags(place).and("state", state.name().toLowerCase(Locale.ROOT)),
                        standing.containsKey(state) ? standing.get(state).uses() : 0));
    }

    private static long waitsFor(Map<State, Standing> standing, Instant now) {
        return standing.containsKey(State.WAITING)
                ? Duration.between(standing.get(State.WAITING).oldest(), now).toSeconds()
                : 0;
    }

    private static Tags tags(Place place) {
        return Tags.of("account", place.accountId(), "region", place.region());
    }
}
