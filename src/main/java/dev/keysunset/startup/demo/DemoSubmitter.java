package dev.keysunset.startup.demo;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Keys;
import dev.keysunset.retirement.submission.KeyReference;
import dev.keysunset.retirement.submission.Submission;
import dev.keysunset.retirement.submission.Submissions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Somebody who cleans up: submits every key that looks idle, a few at a time. */
@ApplicationScoped
class DemoSubmitter {
    private static final Logger LOG = Logger.getLogger(DemoSubmitter.class);
    private static final String NAME = "submitter";
    private static final int AT_ONCE = 4;
    private static final Duration LOOKS_IDLE = Duration.ofDays(30);

    private final Submissions submissions;
    private final Accounts accounts;
    private final Keys keys;
    private final Clocks clocks;
    private final DemoTime time;
    private final Queue<KeyArn> left = new ArrayDeque<>();
    private boolean looked;

    DemoSubmitter(Submissions submissions, Accounts accounts, Keys keys, Clocks clocks, DemoTime time) {
        this.submissions = submissions;
        this.accounts = accounts;
        this.keys = keys;
        this.clocks = clocks;
        this.time = time;
    }

    @Scheduled(every = "1s", skipExecutionIf = InDemo.class, concurrentExecution = ConcurrentExecution.SKIP)
    void submitSome() {
        if (!looked) {
            left.addAll(idle());
            looked = true;
        }
        for (var i = 0; i < AT_ONCE && !left.isEmpty(); i++) {
            submit(left.remove());
        }
        if (left.isEmpty()) {
            time.begin();
        }
    }

    private void submit(KeyArn keyArn) {
        var submission = new Submission(
                new KeyReference(keyArn.toString(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Submission.Grounds(
                        "Looks idle; found while cleaning up", Optional.of("SEC-1042"), Optional.empty()),
                NAME,
                // A service that was restarted on the same world does not submit twice.
                Optional.of("clean-up-" + keyArn.keyId()));
        LOG.debugf("keyArn=%s submitted=%s", keyArn, submissions.submit(submission));
    }

    private List<KeyArn> idle() {
        var now = clocks.domain().now();
        return accounts.places().stream()
                .flatMap(place -> keys.list(place) instanceof Reading.Read<List<KeyArn>>(var found)
                        ? found.stream()
                        : Stream.empty())
                .filter(keyArn -> !isReplica(keyArn))
                .filter(keyArn -> keys.lastUsage(keyArn).idleFor(LOOKS_IDLE, now))
                .filter(keyArn -> !ForTheUser.leavesToSubmit(aliases(keyArn)))
                .toList();
    }

    private Set<String> aliases(KeyArn keyArn) {
        return keys.surroundings(keyArn).aliases() instanceof Reading.Read<SortedSet<String>>(var aliases)
                ? aliases
                : Set.of();
    }

    private boolean isReplica(KeyArn keyArn) {
        return keys.describe(keyArn) instanceof Reading.Read<KeyFacts>(var key)
                && key.kind().family().role() == KeyFacts.Role.REPLICA;
    }
}
