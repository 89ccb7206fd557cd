package dev.keysunset.guardrails;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Clocks;
import dev.keysunset.guardrails.Guardrail.State;
import dev.keysunset.guardrails.Guardrail.Step;
import dev.keysunset.guardrails.Guardrail.Word;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The guardrails, and what happened to each. At most one of a key is under way. */
@ApplicationScoped
class GuardrailStore {
    /** Whose word the outcome is. */
    private static final String SERVICE = "keysunset";

    /** More at once tell nobody more. */
    private static final int MOST = 100;

    private static final String COLUMNS = """
            select id, key_arn, days, reason, proposed_by, proposed_at, policy_before, hash_before, policy_after, sid, state,
                fenced_until
            from guardrail
            """;

    private static final String PROPOSE = """
            insert into guardrail (id, key_arn, account_id, region, days, sid, reason, proposed_by, proposed_at, policy_before,
                hash_before, policy_after, state)
            select :id, :arn, :account, :region, :days, :sid, :reason, :by, :at, :before, :hash, :after, 'PROPOSED'
            where not exists (select from retirement_member where key_arn = :arn and live)
            on conflict (key_arn) where state in ('PROPOSED', 'APPLYING', 'UNKNOWN') do nothing
            """;

    /** The two-person rule and the retirement are looked at once more where nobody can come in between. */
    private static final String INTEND = """
            update guardrail set state = 'APPLYING', fenced_until = :until
            where id = :id and state = 'PROPOSED' and proposed_by <> :by
                and not exists (select from retirement_member m where m.key_arn = guardrail.key_arn and m.live)
            """;

    private static final String END = "update guardrail set state = :state where id = :id and state = 'PROPOSED'";

    private static final String CONCLUDE = """
            update guardrail set state = :state where id = :id and state in ('APPLYING', 'UNKNOWN') and state <> :state
            """;

    private static final String RETIRING = """
            select count(*) from retirement_member where key_arn = :arn and live
            """;

    private static final String STEP = """
            insert into guardrail_step (id, guardrail_id, kind, by, words, at) values (:id, :guardrail, :kind, :by, :words, :now)
            """;

    private static final String STEPS = """
            select kind, by, words, at from guardrail_step where guardrail_id = :guardrail order by at, id
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final GuardrailTidings tidings;

    GuardrailStore(EntityManager database, Clocks clocks, GuardrailTidings tidings) {
        this.database = database;
        this.clocks = clocks;
        this.tidings = tidings;
    }

    /** False where one of the key is under way already, or a retirement has the key. */
    @Transactional
    boolean propose(Guardrail guardrail) {
        var keyArn = guardrail.keyArn();
        var wish = guardrail.wish();
        var change = guardrail.change();
        var proposed = database.createNativeQuery(PROPOSE)
                        .setParameter("id", guardrail.id())
                        .setParameter("arn", keyArn.toString())
                        .setParameter("account", keyArn.accountId())
                        .setParameter("region", keyArn.region())
                        .setParameter("days", wish.days())
                        .setParameter("sid", change.sid())
                        .setParameter("reason", wish.reason())
                        .setParameter("by", wish.by())
                        .setParameter("at", wish.at())
                        .setParameter("before", change.before())
                        .setParameter("hash", change.hashBefore())
                        .setParameter("after", change.after())
                        .executeUpdate()
                == 1;
        if (proposed) {
            note(guardrail, Step.Kind.PROPOSED, new Word(wish.by(), wish.reason()));
            tidings.proposed(guardrail);
        }
        return proposed;
    }

    /** Ends what nobody has approved yet; false where it is not so any more. */
    @Transactional
    boolean end(Guardrail guardrail, State state, Word word) {
        return moved(database.createNativeQuery(END), guardrail, state)
                && note(guardrail, Step.Kind.valueOf(state.name()), word);
    }

    /** The approval counts for nothing: what it was given on is not there any more. */
    @Transactional
    boolean voided(Guardrail guardrail, Word approval, String because) {
        return moved(database.createNativeQuery(END), guardrail, State.VOID)
                && note(guardrail, Step.Kind.APPROVED, approval)
                && note(guardrail, Step.Kind.VOID, new Word(SERVICE, because));
    }

    /** Before the call is sent; false where somebody else decided, it is the approver's own, or a retirement has the key by now. */
    @Transactional
    boolean intend(Guardrail guardrail, Word approval, Instant until) {
        return database.createNativeQuery(INTEND)
                                .setParameter("id", guardrail.id())
                                .setParameter("by", approval.by())
                                .setParameter("until", until)
                                .executeUpdate()
                        == 1
                && note(guardrail, Step.Kind.APPROVED, approval);
    }

    /** What became of the call; false where that is known already. */
    @Transactional
    boolean conclude(Guardrail guardrail, State state, String words) {
        return moved(database.createNativeQuery(CONCLUDE), guardrail, state)
                && note(guardrail, Step.Kind.valueOf(state.name()), new Word(SERVICE, words));
    }

    @Transactional
    boolean retiring(KeyArn keyArn) {
        return ((Number) database.createNativeQuery(RETIRING)
                                .setParameter("arn", keyArn.toString())
                                .getSingleResult())
                        .longValue()
                > 0;
    }

    @Transactional
    Optional<Guardrail> find(UUID id) {
        return list(database.createNativeQuery(COLUMNS + "where id = :id").setParameter("id", id)).stream()
                .findFirst();
    }

    /** Of one key, the latest first. */
    @Transactional
    List<Guardrail> of(Place place, String keyId) {
        return list(database.createNativeQuery(COLUMNS + "where account_id = :account and region = :region"
                        + " and split_part(key_arn, '/', 2) = :keyId order by proposed_at desc, id desc")
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("keyId", keyId));
    }

    /** The latest first. */
    @Transactional
    List<Guardrail> latest(Optional<State> state) {
        return list(database.createNativeQuery(COLUMNS
                        + "where state = coalesce(cast(:state as text), state) order by proposed_at desc, id desc")
                .setParameter("state", state.map(State::name).orElse(null)));
    }

    /** Those of whose call nobody knows what became of it. */
    @Transactional
    List<Guardrail> unsettled() {
        return list(database.createNativeQuery(
                COLUMNS + "where state in ('APPLYING', 'UNKNOWN') order by proposed_at, id"));
    }

    @Transactional
    List<Step> steps(UUID id) {
        List<?> rows =
                database.createNativeQuery(STEPS).setParameter("guardrail", id).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Step(
                        Step.Kind.valueOf((String) row[0]), (String) row[1], (String) row[2], (Instant) row[3]))
                .toList();
    }

    private static boolean moved(Query update, Guardrail guardrail, State state) {
        return update.setParameter("id", guardrail.id())
                        .setParameter("state", state.name())
                        .executeUpdate()
                == 1;
    }

    private boolean note(Guardrail guardrail, Step.Kind kind, Word word) {
        return database.createNativeQuery(STEP)
                        .setParameter("id", clocks.ids().next())
                        .setParameter("guardrail", guardrail.id())
                        .setParameter("kind", kind.name())
                        .setParameter("by", word.by())
                        .setParameter("words", word.words())
                        .setParameter("now", clocks.domain().now())
                        .executeUpdate()
                == 1;
    }

    private static List<Guardrail> list(Query query) {
        List<?> rows = query.setMaxResults(MOST).getResultList();
        return rows.stream().map(row -> guardrail((Object[]) row)).toList();
    }

    private static Guardrail guardrail(Object[] row) {
        return new Guardrail(
                (UUID) row[0],
                KeyArn.of((String) row[1]),
                new Guardrail.Wish(((Number) row[2]).intValue(), (String) row[3], (String) row[4], (Instant) row[5]),
                new Guardrail.Change((String) row[6], (String) row[7], (String) row[8], (String) row[9]),
                State.valueOf((String) row[10]),
                Optional.ofNullable((Instant) row[11]));
    }
}
