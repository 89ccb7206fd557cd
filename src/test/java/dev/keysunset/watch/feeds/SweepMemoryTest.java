package dev.keysunset.watch.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Interval;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.FeedLedger.Bookmark;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How far a closing sweep has come, over a real database. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class SweepMemoryTest {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00.123456Z");
    private static final Instant TO = Instant.parse("2026-11-08T00:00:00Z");
    private static final Instant REACHED = Instant.parse("2026-11-03T12:00:00Z");

    @Inject
    Stage stage;

    @Inject
    FeedLedger ledger;

    @Test
    void knowsThePageAtWhichItStopped() {
        stage.clear();
        var id = stage.submit();
        assertThat(ledger.sweepOf(id)).isEmpty();

        Stream.of(
                        Optional.of(new Bookmark("one thing\nand another", 1, Optional.of("token"))),
                        Optional.of(new Bookmark("one thing\nand another", 1, Optional.empty())),
                        Optional.<Bookmark>empty())
                .map(bookmark -> new SweepProgress(new Interval(FROM, TO), REACHED, bookmark, TO.plusSeconds(90)))
                .forEach(progress -> {
                    ledger.swept(id, progress, Found.NOTHING);
                    assertThat(ledger.sweepOf(id)).contains(progress);
                });
    }
}
