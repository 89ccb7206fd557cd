package dev.keysunset.startup.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final Queue<String> due = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> limits = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Lane<String> lane = new Lane<>("test", 3, this::claim, this::work);

    @Test
    void claimsNoMoreThanItHasFreeSlotsFor() {
        due.addAll(List.of("slow-1", "slow-2", "slow-3", "slow-4"));
        lane.tick();
        assertThat(lane.hasLooked()).isTrue();
        lane.tick();
        assertThat(lane.hasLooked()).isFalse();
        assertThat(limits).containsExactly(3);
        released.countDown();
        await().until(() -> done.size() == 4);
    }

    @Test
    void aSlowStepDoesNotHoldUpWhatComesAfterIt() {
        due.addAll(List.of("slow-1", "slow-2"));
        lane.tick();
        due.add("rollback");
        lane.tick();
        await().until(() -> done.contains("rollback"));
        assertThat(done).containsExactly("rollback");
        released.countDown();
    }

    @Test
    void takesTheNextWithoutWaitingForATick() {
        IntStream.range(0, 30).forEach(i -> due.add("quick-" + i));
        lane.tick();
        await().until(() -> done.size() == 30);
    }

    @Test
    void workThatIsDueAgainAtOnceDoesNotSpinForEver() {
        var endless = new Lane<>("test", 1, limit -> List.of("again"), done::add);
        endless.tick();
        await().during(Duration.ofMillis(200)).until(() -> done.size() < 100);
    }

    @Test
    void looksAtOnceForAnybodyWhoKnowsOfWork() {
        lane.tick();
        due.add("rollback");
        lane.nudge();
        await().until(() -> done.contains("rollback"));
    }

    @Test
    void looksForNothingBeforeItHasBegun() {
        due.add("quick");
        lane.nudge();
        await().during(Duration.ofMillis(200)).until(() -> limits.isEmpty());
    }

    @Test
    void aFailedStepFreesItsSlot() {
        due.addAll(List.of("bad", "bad", "bad", "quick"));
        lane.tick();
        await().until(() -> done.contains("quick"));
    }

    @Test
    void waitsForWhatRunsAndStartsNothingMore() throws InterruptedException {
        due.add("slow");
        lane.tick();
        assertThat(lane.drain(Duration.ofMillis(50))).isFalse();
        due.add("quick");
        lane.tick();
        released.countDown();
        await().until(() -> done.contains("slow"));
        assertThat(done).containsExactly("slow");
    }

    private List<String> claim(int limit) {
        limits.add(limit);
        var claimed = new ArrayList<String>();
        while (claimed.size() < limit && !due.isEmpty()) {
            claimed.add(due.remove());
        }
        return claimed;
    }

    private void work(String claim) {
        if (claim.startsWith("slow")) {
            awaitRelease();
        }
        if (claim.equals("bad")) {
            throw new IllegalStateException("as the test wants it");
        }
        done.add(claim);
    }

    private void awaitRelease() {
        try {
            assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
