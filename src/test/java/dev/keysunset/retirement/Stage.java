package dev.keysunset.retirement;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Facts;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.Window;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Journal.Intention;
import dev.keysunset.engine.Keys;
import dev.keysunset.retirement.submission.KeyReference;
import dev.keysunset.retirement.submission.Submission;
import dev.keysunset.retirement.submission.Submissions;
import dev.keysunset.retirement.submission.Submitted;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sets scenes: keys submitted, claimed, and brought into any state through the journal, as the engine would. Asks for the ports,
 * so that it can be wired in every test application, and works only in the one whose ports {@link RetirementWorld} is.
 */
@Singleton
public class Stage {
    public static final String HASH = "the-assessment";

    public final Journal journal;
    public final KeysInMemory keys;
    public final MovingClock clock;
    final EntityManager database;
    private final Submissions submissions;
    private final RetirementQueries queries;

    Stage(
            Journal journal,
            Keys keys,
            DomainClock clock,
            EntityManager database,
            Submissions submissions,
            RetirementQueries queries) {
        this.journal = journal;
        this.keys = (KeysInMemory) keys;
        this.clock = (MovingClock) clock;
        this.database = database;
        this.submissions = submissions;
        this.queries = queries;
    }

    /** What former tests left is neither due nor in the way. */
    public void clear() {
        sql("update retirement set live = false, next_due_at = null, lease_token = null, leased_until = null");
        sql("update retirement_member set live = false");
        sql(
                "insert into stop (action, account_id, by, reason, at) select distinct 'RELEASED', account_id, 'test', 'clean', now()"
                        + " from stop");
        clock.pass(Duration.ofDays(2));
    }

    public UUID submit() {
        return submit(keys.create(RetirementWorld.PLACE));
    }

    public UUID submit(KeyArn keyArn) {
        return switch (submissions.submit(submission(keyArn.toString(), Optional.empty()))) {
            case Submitted.Accepted(var view, var _) -> view.retirement().id();
            case Submitted other -> throw new AssertionError("not accepted: " + other);
        };
    }

    public static Submission submission(String key, Optional<String> idempotencyKey) {
        return new Submission(
                new KeyReference(key, Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Submission.Grounds("unused", Optional.of("T-1"), Optional.empty()),
                "submitter",
                idempotencyKey);
    }

    /** Claims that one; fails when something else is due as well. */
    public Claim claim(UUID id) {
        var claims = journal.claimDue(10);
        if (claims.size() != 1 || !claims.getFirst().retirement().id().equals(id)) {
            throw new AssertionError("claimed " + claims + " instead of " + id);
        }
        return claims.getFirst();
    }

    public Journal.Recorded record(Claim claim, Decision decision) {
        return journal.record(claim, facts(), decision, intention());
    }

    public void move(UUID id, RetirementState next, Cause cause) {
        move(id, next, cause, cause.text());
    }

    public void move(UUID id, RetirementState next, Cause cause, String detail) {
        var recorded = record(claim(id), Decision.move(next, cause, detail));
        if (!(recorded instanceof Journal.Recorded.Kept)) {
            throw new AssertionError(recorded.toString());
        }
    }

    public void stay(UUID id, Duration howLong, Attention... attention) {
        record(claim(id), new Decision.Stay(clock.now().plus(howLong), List.of(attention)));
    }

    /** In DISABLING, claimed. */
    public Claim disabling(UUID id) {
        move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        return claim(id);
    }

    public void pass(Duration duration) {
        clock.pass(duration);
    }

    /**
     * DisableKey was sent for it, and AWS has answered.
     *
     * @return the effect's id
     */
    public UUID disableSent(UUID id, String requestId) {
        var claim = disabling(id);
        var intended = (Journal.Recorded.Intended) record(claim, disable(claim));
        journal.conclude(claim, intended.effect(), new EffectRecord.Outcome.Done(clock.now(), requestId));
        return intended.effect().id();
    }

    public Window window() {
        return Window.openingAt(clock.now(), Duration.ofDays(30));
    }

    public Decision disable(Claim claim) {
        return new Decision.Act(
                new Effect.DisableKey(claim.retirement().members().getFirst().keyArn()), List.of());
    }

    Facts facts() {
        var assessment = new Assessment(HASH, List.of(), List.of(), Optional.empty(), clock.now());
        return new Facts(
                new Facts.Observed(List.of(), Optional.of(assessment), Set.of()),
                new Facts.Remembered(List.of(), List.of(), Optional.empty(), Optional.empty()),
                WatchFacts.NOTHING,
                List.of());
    }

    Intention intention() {
        return new Intention(UUID.randomUUID(), clock.now(), clock.now().plusSeconds(30));
    }

    public RetirementView view(UUID id) {
        return queries.get(id).orElseThrow();
    }

    public Word word(UUID id, String by) {
        return new Word(id, view(id).progress().version(), by, "because");
    }

    public List<String> kinds(UUID id) {
        return queries.timeline(id, 0, 1000).stream()
                .map(entry -> entry.told().kind())
                .toList();
    }

    public void expireLease(UUID id) {
        sql("update retirement set leased_until = clock_timestamp() - interval '1 second' where id = '" + id + "'");
    }

    public void sighting(UUID id) {
        sql(
                "insert into watch_record (id, retirement_id, kind, key_arn, event_id, event_identity, event_time, operation,"
                        + " principal, record, seen_at) values (gen_random_uuid(), '" + id
                        + "', 'SIGHTING', 'arn', 'e', 'e', now(),"
                        + " 'Decrypt', 'payroll', '{}', now())");
    }

    public int sql(String statement) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(statement).executeUpdate());
    }

    public long count(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(query).getSingleResult()).longValue());
    }
}
