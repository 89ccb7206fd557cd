package dev.keysunset.retirement.view;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Gate;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.EffectRows;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.StoredJson;
import dev.keysunset.retirement.approvals.ApprovalRows;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.approvals.AssessmentRow;
import dev.keysunset.retirement.approvals.AssessmentRows;
import dev.keysunset.retirement.timeline.TimelineRow;
import dev.keysunset.web.Position;
import dev.keysunset.web.Sought;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** What people ask of retirements. Changes nothing. */
@ApplicationScoped
public class RetirementQueries {
    private static final String LIST = """
            select r.* from retirement r
            where (cast(:state as text) is null or r.state = :state)
              and (cast(:account as text) is null or r.account_id = :account)
              and (cast(:region as text) is null or exists (
                    select from retirement_member m where m.retirement_id = r.id and m.region = :region))
              and (cast(:key as text) is null or r.id in (
                    select k.retirement_id from retirement_member k where k.key_arn = :key))
              and (cast(:policy as text) is null or r.policy_name = :policy)
              and (cast(:attention as text) is null or exists (
                    select from attention a where a.retirement_id = r.id and a.kind = :attention))
              and (cast(:words as text) is null or r.id in (
                    select w.id from retirement w
                    where lower(w.reason || ' ' || coalesce(w.ticket, '') || ' ' || w.submitted_by) like lower(:words) escape '!'
                    union
                    select m.retirement_id from retirement_member m
                    where lower(m.key_arn || ' ' || in_one_line(m.aliases)) like lower(:words) escape '!'))
              and (cast(:afterAt as timestamptz) is null
                   or (r.submitted_at, r.id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid)))
            order by r.submitted_at desc, r.id desc
            limit :limit
            """;

    private final RetirementRows retirements;
    private final Views views;
    private final EffectRows effects;
    private final AssessmentRows assessments;
    private final ApprovalRows approvals;

    RetirementQueries(
            RetirementRows retirements,
            Views views,
            EffectRows effects,
            AssessmentRows assessments,
            ApprovalRows approvals) {
        this.retirements = retirements;
        this.views = views;
        this.effects = effects;
        this.assessments = assessments;
        this.approvals = approvals;
    }

    /**
     * One line of the history.
     *
     * @param at domain time; {@code recordedAt} is the database's
     */
    public record TimelineEntry(
            UUID id, int seq, Instant at, Instant recordedAt, Told told, Map<String, Object> facts) {}

    /**
     * What a line tells.
     *
     * @param kind such as MOVED, APPROVED, EFFECT_DONE
     */
    public record Told(
            String kind,
            Optional<String> from,
            Optional<String> to,
            Optional<String> cause,
            String actor,
            String detail) {}

    /**
     * What was found before a gate.
     *
     * @param hash what approvals name
     */
    public record AssessmentView(
            Gate gate, String hash, Instant at, List<Finding> findings, Optional<Instant> notBefore) {
        static AssessmentView of(AssessmentRow row) {
            return new AssessmentView(
                    row.gate, row.hash, row.at, StoredJson.findings(row.findings), Optional.ofNullable(row.notBefore));
        }
    }

    /** Latest submission first. */
    @Transactional
    public List<RetirementView> list(RetirementFilter filter, Optional<Position> after, int limit) {
        var rows = retirements
                .getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(LIST, RetirementRow.class)
                .setParameter("state", filter.state().map(Enum::name).orElse(null))
                .setParameter("account", filter.where().accountId().orElse(null))
                .setParameter("region", filter.where().region().orElse(null))
                .setParameter("key", filter.where().key().map(KeyArn::toString).orElse(null))
                .setParameter("policy", filter.policy().orElse(null))
                .setParameter("attention", filter.attention().map(Enum::name).orElse(null))
                .setParameter("words", filter.q().map(Sought::anywhere).orElse(null))
                .setParameter(
                        "afterAt",
                        after.map(position -> position.at().toString()).orElse(null))
                .setParameter(
                        "afterId",
                        after.map(position -> position.id().toString()).orElse(null))
                .setParameter("limit", limit)
                .getResultList();
        return views.of(rows);
    }

    @Transactional
    public Optional<RetirementView> get(UUID retirementId) {
        return retirements.findByIdOptional(retirementId).map(views::of);
    }

    /** Those that there are. */
    @Transactional
    public Map<UUID, RetirementView> get(Collection<UUID> retirementIds) {
        return views.of(retirements.list("id in ?1", retirementIds)).stream()
                .collect(Collectors.toMap(view -> view.retirement().id(), Function.identity()));
    }

    /** The retirement that holds this key now, if any. */
    @Transactional
    public Optional<UUID> liveWith(String keyArn) {
        return retirements
                .getEntityManager()
                .createQuery("select m.retirementId from MemberRow m where m.keyArn = ?1 and m.live", UUID.class)
                .setParameter(1, keyArn)
                .getResultStream()
                .findFirst();
    }

    /** In order. */
    @Transactional
    public List<TimelineEntry> timeline(UUID retirementId, int afterSeq, int limit) {
        return retirements
                .getEntityManager()
                .createQuery("from TimelineRow where retirementId = ?1 and seq > ?2 order by seq", TimelineRow.class)
                .setParameter(1, retirementId)
                .setParameter(2, afterSeq)
                .setMaxResults(limit)
                .getResultStream()
                .map(RetirementQueries::entry)
                .toList();
    }

    /** In the order of their intents. */
    @Transactional
    public List<EffectRecord> effects(UUID retirementId) {
        return effects.of(retirementId);
    }

    /** The latest of a gate; what its approvals must name. */
    @Transactional
    public Optional<AssessmentView> assessment(UUID retirementId, Gate gate) {
        return assessments.latest(retirementId, gate).map(AssessmentView::of);
    }

    /** All that were ever made, in order. */
    @Transactional
    public List<AssessmentView> assessments(UUID retirementId) {
        return assessments.of(retirementId).stream().map(AssessmentView::of).toList();
    }

    /** All that were ever given, withdrawn ones included. */
    @Transactional
    public List<ApprovalView> approvals(UUID retirementId) {
        return approvals.views(List.of(retirementId)).getOrDefault(retirementId, List.of());
    }

    /** How many there are in each state; states without any are there with zero. */
    @Transactional
    public Map<StateName, Long> countByState() {
        var counts = new EnumMap<StateName, Long>(StateName.class);
        for (var state : StateName.values()) {
            counts.put(state, 0L);
        }
        retirements
                .getEntityManager()
                .createQuery(
                        "select r.standing.state, count(*) from RetirementRow r group by r.standing.state",
                        Object[].class)
                .getResultStream()
                .forEach(counted -> counts.put((StateName) counted[0], (Long) counted[1]));
        return counts;
    }

    private static TimelineEntry entry(TimelineRow row) {
        return new TimelineEntry(
                row.id,
                row.seq,
                row.at,
                row.recordedAt,
                new Told(
                        row.kind.name(),
                        Optional.ofNullable(row.fromState),
                        Optional.ofNullable(row.toState),
                        Optional.ofNullable(row.cause),
                        row.actor,
                        row.detail),
                StoredJson.map(row.facts));
    }
}
