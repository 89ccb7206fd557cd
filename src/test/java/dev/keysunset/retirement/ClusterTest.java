package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Decision;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas, many rows: every row once, none twice, none left, none overtaken. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class ClusterTest {
    private static final int ROWS = 300;
    private static final int BATCH = 7;

    @Inject
    Stage stage;

    @Inject
    Journal journal;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void everyRetirementIsTakenOnceByOneOfTwoReplicas() throws Exception {
        var ids = IntStream.range(0, ROWS).mapToObj(_ -> stage.submit()).toList();
        var taken = new ConcurrentHashMap<UUID, AtomicInteger>();
        var overtaken = new AtomicInteger();
        Callable<Integer> replica = () -> {
            var steps = 0;
            for (var claims = journal.claimDue(BATCH); !claims.isEmpty(); claims = journal.claimDue(BATCH)) {
                steps += claims.size();
                claims.forEach(claim -> step(claim, taken, overtaken));
            }
            return steps;
        };

        try (var threads = Executors.newFixedThreadPool(2)) {
            var steps = threads.invokeAll(List.of(replica, replica)).stream()
                    .map(future -> future.resultNow())
                    .toList();

            assertThat(steps)
                    .as("both had their share")
                    .allSatisfy(share -> assertThat(share).isPositive());
        }
        assertThat(taken.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(taken.values()).allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(overtaken).hasValue(0);
        assertThat(stage.count("select count(*) from retirement where lease_token is not null"))
                .isZero();
        assertThat(journal.claimDue(1)).isEmpty();
    }

    private void step(Claim claim, ConcurrentHashMap<UUID, AtomicInteger> taken, AtomicInteger overtaken) {
        taken.computeIfAbsent(claim.retirement().id(), _ -> new AtomicInteger()).incrementAndGet();
        var nextYear = stage.clock.now().plus(Duration.ofDays(365));
        if (!(stage.record(claim, new Decision.Stay(nextYear, List.of())) instanceof Journal.Recorded.Kept)) {
            overtaken.incrementAndGet();
        }
    }
}
