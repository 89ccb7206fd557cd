package dev.keysunset.inventory.candidates;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.web.Position;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** What rules have proposed, and what became of it. */
@ApplicationScoped
public class Candidates {
    /** Not what a retirement holds or held to the end, nor what its owner holds back, nor more than the rule may. */
    private static final String PROPOSE = """
            insert into candidate (id, key_arn, rule, state, because, owner, proposed_at, submit_at)
            select :id, :keyArn, :rule, 'PROPOSED', :because, :owner, :now, :submitAt
            where not exists (select from key_in_retirement where key_arn = :keyArn)
              and not exists (select from key_hold
                    where key_arn = :keyArn and released_at is null and until > :now)
              and (select count(*) from candidate where rule = :rule and state = 'PROPOSED') < :most
            on conflict do nothing
            """;

    private static final String TELL =
            "insert into owner_notice (candidate_id, owner, detail, at) values (:id, :owner, :detail, :now)";

    private static final String SETTLE = """
            update candidate set state = :state, because = :because, settled_at = :now, retirement_id = :retirement
            where id = :id and state = 'PROPOSED'
            """;

    private static final String COLUMNS = """
            select c.id, c.key_arn, c.rule, c.state, c.because, c.owner, c.proposed_at, c.submit_at, c.settled_at,
                c.retirement_id from candidate c
            """;

    private static final String OPEN = COLUMNS
            + " where c.rule = :rule and c.state = 'PROPOSED' and c.key_arn > :after order by c.key_arn limit :limit";

    private static final String IN_RETIREMENT = "select state from key_in_retirement where key_arn = :keyArn";

    private static final String LIST = COLUMNS + """
             where c.state = :state and (cast(:rule as text) is null or c.rule = :rule)
               and (cast(:owner as text) is null or c.owner = :owner)
               and (cast(:afterAt as timestamptz) is null
                    or (c.proposed_at, c.id) > (cast(:afterAt as timestamptz), cast(:afterId as uuid)))
             order by c.proposed_at, c.id limit :limit
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final Notifier notifier;

    Candidates(EntityManager database, Clocks clocks, Notifier notifier) {
        this.database = database;
        this.clocks = clocks;
        this.notifier = notifier;
    }

    /** Where a candidate stands. */
    public enum State {
        PROPOSED,
        SUBMITTED,
        /** It was handed in and not taken; {@code because} says why. */
        REFUSED,
        /** It is none any more. */
        WITHDRAWN
    }

    /** A key that a rule proposes. */
    public record Candidate(
            UUID id, String keyArn, Proposal proposal, State state, String because, Optional<Settled> settled) {
        KeyArn key() {
            return KeyArn.of(keyArn);
        }

        static Candidate of(Object[] row) {
            return new Candidate(
                    (UUID) row[0],
                    (String) row[1],
                    new Proposal(
                            (String) row[2],
                            Optional.ofNullable((String) row[5]),
                            (Instant) row[6],
                            Optional.ofNullable((Instant) row[7])),
                    State.valueOf((String) row[3]),
                    (String) row[4],
                    Optional.ofNullable((Instant) row[8])
                            .map(at -> new Settled(at, Optional.ofNullable((UUID) row[9]))));
        }
    }

    /**
     * Under which rule, and whom it is to be told.
     *
     * @param submitAt when it is handed in unless somebody objects; absent where the rule only proposes
     */
    public record Proposal(String rule, Optional<String> owner, Instant proposedAt, Optional<Instant> submitAt) {}

    /** When it ceased to be open, and the retirement that came of it. */
    public record Settled(Instant at, Optional<UUID> retirementId) {}

    /** What a list of candidates is narrowed to. */
    record Filter(State state, Optional<String> rule, Optional<String> owner) {}

    /** Records the candidate and what its owner is to be told, or neither. */
    @Transactional
    boolean propose(CandidateRule rule, KeyArn keyArn, Optional<String> owner, String because) {
        var id = clocks.ids().next();
        var now = clocks.domain().now();
        var submitAt = rule.terms().submit() ? Optional.of(now.plus(rule.terms().notice())) : Optional.<Instant>empty();
        var proposed = database.createNativeQuery(PROPOSE)
                .setParameter("id", id)
                .setParameter("keyArn", keyArn.toString())
                .setParameter("rule", rule.name())
                .setParameter("because", because)
                .setParameter("owner", owner.orElse(null))
                .setParameter("now", now)
                .setParameter("submitAt", submitAt.orElse(null))
                .setParameter("most", rule.terms().most())
                .executeUpdate();
        if (proposed == 0) {
            return false;
        }
        var detail = because
                + submitAt.map(at -> " It is submitted for retirement on " + at + " unless somebody objects.")
                        .orElse(" It is only proposed: nothing happens by itself.");
        database.createNativeQuery(TELL)
                .setParameter("id", id)
                .setParameter("owner", owner.orElse(null))
                .setParameter("detail", detail)
                .setParameter("now", now)
                .executeUpdate();
        notifier.tell(notice(id, keyArn, detail, now));
        return true;
    }

    /** Whoever routes it knows the owner by the key. */
    private static Notification notice(UUID id, KeyArn keyArn, String detail, Instant now) {
        return new Notification(
                Kind.KEY_PROPOSED,
                new About(
                        "candidate:" + id,
                        Optional.of(keyArn.accountId()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(keyArn.toString())),
                new Words(
                        keyArn + " is proposed for retirement",
                        detail,
                        Optional.of("Whoever still needs it puts a hold on it: POST /api/v1/keys/" + keyArn.accountId()
                                + "/" + keyArn.region() + "/" + keyArn.keyId() + "/holds with a reason and a length.")),
                new Once("candidate:" + id, now));
    }

    @Transactional
    void settle(UUID id, State state, String because, Optional<UUID> retirementId) {
        database.createNativeQuery(SETTLE)
                .setParameter("id", id)
                .setParameter("state", state.name())
                .setParameter("because", because)
                .setParameter("now", clocks.domain().now())
                .setParameter("retirement", retirementId.orElse(null))
                .executeUpdate();
    }

    /** In a retirement that has not ended, or deleted by one. */
    @Transactional
    boolean inRetirement(KeyArn keyArn) {
        return !session()
                .createNativeQuery(IN_RETIREMENT, String.class)
                .setParameter("keyArn", keyArn.toString())
                .getResultList()
                .isEmpty();
    }

    /** Open ones of a rule, by ARN. */
    @Transactional
    List<Candidate> open(String rule, String afterArn, int limit) {
        return session()
                .createNativeQuery(OPEN, Object[].class)
                .setParameter("rule", rule)
                .setParameter("after", afterArn)
                .setParameter("limit", limit)
                .getResultStream()
                .map(Candidate::of)
                .toList();
    }

    /** Those first that were proposed first. */
    @Transactional
    List<Candidate> list(Filter filter, Optional<Position> after, int limit) {
        return session()
                .createNativeQuery(LIST, Object[].class)
                .setParameter("state", filter.state().name())
                .setParameter("rule", filter.rule().orElse(null))
                .setParameter("owner", filter.owner().orElse(null))
                .setParameter(
                        "afterAt",
                        after.map(position -> position.at().toString()).orElse(null))
                .setParameter(
                        "afterId",
                        after.map(position -> position.id().toString()).orElse(null))
                .setParameter("limit", limit)
                .getResultStream()
                .map(Candidate::of)
                .toList();
    }

    private Session session() {
        return database.unwrap(Session.class);
    }
}
