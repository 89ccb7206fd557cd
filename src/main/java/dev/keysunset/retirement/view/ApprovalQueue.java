package dev.keysunset.retirement.view;

import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.RetirementRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What waits at the gates, longest waiting first; and how much of it for one person. */
@ApplicationScoped
public class ApprovalQueue {
    private static final String AT_A_GATE =
            "from retirement r where r.live and r.state in ('AWAITING_DISABLE_APPROVAL', 'AWAITING_DELETION_APPROVAL')";

    /**
     * Neither theirs nor decided by them; their word counts for as long as the policy says, and only on the latest assessment. That is
     * looked up where they have decided: every page counts, and most who look have decided little.
     */
    private static final String THEIRS = """
             and r.submitted_by <> :person
              and not exists (
                select from approval a join policy p on p.name = r.policy_name and p.version = r.policy_version
                where a.retirement_id = r.id and a.person = :person
                  and a.gate = case r.state when 'AWAITING_DISABLE_APPROVAL' then 'DISABLE' else 'DELETE' end
                  and a.assessment_hash = (
                    select s.hash from assessment s where s.retirement_id = r.id and s.gate = a.gate order by s.seq desc limit 1)
                  and a.at + cast(p.rules #>> '{consent,approvalValidity}' as interval) > cast(:now as timestamptz)
                  and not exists (select from approval_withdrawal w where w.approval_id = a.id))
            """;

    private static final String ORDER = " order by r.state_since, r.id";

    private final EntityManager database;
    private final RetirementRows retirements;
    private final Views views;
    private final Clocks clocks;

    ApprovalQueue(EntityManager database, RetirementRows retirements, Views views, Clocks clocks) {
        this.database = database;
        this.retirements = retirements;
        this.views = views;
        this.clocks = clocks;
    }

    /** How many wait for a decision of this person. */
    @Transactional
    public long count(String person) {
        var counted = (Number) database.createNativeQuery("select count(*) " + AT_A_GATE + THEIRS)
                .setParameter("person", person)
                .setParameter("now", now().toString())
                .getSingleResult();
        return counted.longValue();
    }

    /** Those that wait for a decision of this person. */
    @Transactional
    public List<RetirementView> theirs(String person, int limit) {
        return found(database.createNativeQuery("select r.id " + AT_A_GATE + THEIRS + ORDER, UUID.class)
                .setParameter("person", person)
                .setParameter("now", now().toString())
                .setMaxResults(limit)
                .getResultList());
    }

    /** All, whoever has to decide. */
    @Transactional
    public List<RetirementView> all(int limit) {
        return found(database.createNativeQuery("select r.id " + AT_A_GATE + ORDER, UUID.class)
                .setMaxResults(limit)
                .getResultList());
    }

    private List<RetirementView> found(List<?> ids) {
        return views.of(retirements.list("id in ?1 order by stateSince, id", ids));
    }

    private Instant now() {
        return clocks.domain().now();
    }
}
