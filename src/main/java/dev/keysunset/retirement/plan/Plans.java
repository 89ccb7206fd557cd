package dev.keysunset.retirement.plan;

import dev.keysunset.core.Policy;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.plan.StoredPlan.Item;
import dev.keysunset.retirement.submission.Planned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The plans that were made. Written once, line by line, and finished or not. */
@ApplicationScoped
public class Plans {
    private static final String BEGIN = """
            insert into retirement_plan (id, by, at, policy_name, policy_version)
            values (:id, :by, :at, :policy, :version)
            """;

    private static final String ADD = """
            insert into retirement_plan_item (plan_id, seq, family_key, key_arn, hash, ready, findings, members)
            select :plan, coalesce(max(seq), 0) + 1, :family, :keyArn, :hash, :ready, cast(:findings as jsonb),
                cast(:members as jsonb)
            from retirement_plan_item where plan_id = :plan
            on conflict (plan_id, family_key) do nothing
            """;

    private static final String FINISH =
            "update retirement_plan set finished_at = :at where id = :id and finished_at is null";

    private static final String HEADER =
            "select by, at, policy_name, policy_version, finished_at from retirement_plan where id = :id";

    private static final String ITEM = """
            select seq, key_arn, hash, ready, cast(findings as text), cast(members as text)
            from retirement_plan_item where plan_id = :plan and family_key = :family
            """;

    private static final String READY = """
            select seq, key_arn, hash, ready, cast(findings as text), cast(members as text)
            from retirement_plan_item where plan_id = :plan and seq > :after and ready order by seq limit :limit
            """;

    private final EntityManager database;
    private final Clocks clocks;

    Plans(EntityManager database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    @Transactional
    UUID begin(Policy policy, String by) {
        var id = clocks.ids().next();
        database.createNativeQuery(BEGIN)
                .setParameter("id", id)
                .setParameter("by", by)
                .setParameter("at", clocks.domain().now())
                .setParameter("policy", policy.name().name())
                .setParameter("version", policy.name().version())
                .executeUpdate();
        return id;
    }

    /** @return false when the family is in the plan already, by another of its members */
    @Transactional
    boolean add(UUID planId, Planned.Plan plan) {
        var first = plan.members().getFirst().keyArn();
        return database.createNativeQuery(ADD)
                        .setParameter("plan", planId)
                        .setParameter("family", first.familyKey())
                        .setParameter("keyArn", first.toString())
                        .setParameter("hash", plan.assessment().hash())
                        .setParameter("ready", plan.ready())
                        .setParameter(
                                "findings",
                                StoredPlan.json(
                                        StoredPlan.said(plan.assessment().findings())))
                        .setParameter("members", StoredPlan.json(StoredPlan.found(plan.members())))
                        .executeUpdate()
                == 1;
    }

    @Transactional
    void finish(UUID planId) {
        database.createNativeQuery(FINISH)
                .setParameter("id", planId)
                .setParameter("at", clocks.domain().now())
                .executeUpdate();
    }

    @Transactional
    public Optional<StoredPlan> named(UUID planId) {
        return session()
                .createNativeQuery(HEADER, Object[].class)
                .setParameter("id", planId)
                .getResultStream()
                .map(row -> StoredPlan.of(planId, row))
                .findFirst();
    }

    @Transactional
    Optional<Item> item(UUID planId, String familyKey) {
        return session()
                .createNativeQuery(ITEM, Object[].class)
                .setParameter("plan", planId)
                .setParameter("family", familyKey)
                .getResultStream()
                .map(Item::of)
                .findFirst();
    }

    /** What may be submitted, in the order of the plan. */
    @Transactional
    public List<Item> ready(UUID planId, int after, int limit) {
        return session()
                .createNativeQuery(READY, Object[].class)
                .setParameter("plan", planId)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultStream()
                .map(Item::of)
                .toList();
    }

    private Session session() {
        return database.unwrap(Session.class);
    }
}
