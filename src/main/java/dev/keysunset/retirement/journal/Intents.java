package dev.keysunset.retirement.journal;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Facts;
import dev.keysunset.core.Gate;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal.Intention;
import dev.keysunset.retirement.RetirementRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/**
 * Intents of effects. The statement that inserts one asks the database itself whether it may: a mistake in Java alone cannot
 * send a dangerous call.
 */
@ApplicationScoped
class Intents {
    /** Whoever still holds the lease on what it decided about. Locks the retirement's row. */
    private static final String FENCED = """
            insert into effect (id, retirement_id, key_arn, action, pending_window_in_days, intended_at, fenced_until,
                lease_token)
            select :id, r.id, :keyArn, :action, cast(:days as integer), :at, :fencedUntil, r.lease_token
            from retirement r join policy p on p.name = r.policy_name and p.version = r.policy_version
            where r.id = :retirement and r.lease_token = :token and r.version = :version
              and r.leased_until > clock_timestamp()
            """;

    /** And, for what takes usability away: nobody stopped it, nobody was seen, and enough other people agree on these facts. */
    private static final String GUARDED = FENCED + """
              and r.state = case :action when 'DisableKey' then 'DISABLING' else 'SCHEDULING_DELETION' end
              and r.held_at is null
              and coalesce((select s.action from stop s where s.account_id is null order by s.seq desc limit 1),
                  'RELEASED') = 'RELEASED'
              and coalesce((select s.action from stop s where s.account_id = r.account_id order by s.seq desc limit 1),
                  'RELEASED') = 'RELEASED'
              and not exists (select from watch_record w where w.retirement_id = r.id and w.kind = 'SIGHTING')
              and not exists (select from approval a where a.retirement_id = r.id and a.choice = 'REJECT' and %1$s)
              and (select count(distinct a.person) from approval a
                   where a.retirement_id = r.id and a.choice = 'APPROVE' and a.person <> r.submitted_by and %1$s)
                  >= cast(p.rules #>> case :gate when 'DISABLE' then '{consent,disableApprovals}'
                                                 else '{consent,deletionApprovals}' end::text[] as integer)
            """.formatted("""
                            a.gate = :gate and a.assessment_hash = :hash
                              and a.at + cast(p.rules #>> '{consent,approvalValidity}' as interval) > :at
                              and not exists (select from approval_withdrawal x where x.approval_id = a.id)""");

    private static final String LOCK = "for no key update of r";

    private final EntityManager database;

    Intents(EntityManager database) {
        this.database = database;
    }

    /** Empty, and nothing written, when somebody has moved on or the database does not agree. */
    Optional<EffectRecord> insert(Claim claim, Facts facts, Effect effect, Intention intention) {
        var query = database.createNativeQuery((effect.dangerous() ? GUARDED : FENCED) + LOCK)
                .setParameter("id", intention.effectId())
                .setParameter("keyArn", effect.keyArn().toString())
                .setParameter("action", effect.action())
                .setParameter("days", pendingWindowInDays(effect).orElse(null))
                .setParameter("at", intention.at())
                .setParameter("fencedUntil", intention.fencedUntil())
                .setParameter("retirement", claim.retirement().id())
                .setParameter("token", claim.token())
                .setParameter("version", claim.version());
        effect.gate()
                .ifPresent((Gate gate) ->
                        query.setParameter("gate", gate.name()).setParameter("hash", assessmentHash(facts)));
        return RetirementRows.once(query.executeUpdate(), claim)
                ? Optional.of(new EffectRecord(
                        intention.effectId(), effect, intention.at(), intention.fencedUntil(), new Outcome.Unknown()))
                : Optional.empty();
    }

    /** No assessment, no approval that could name it. */
    private static String assessmentHash(Facts facts) {
        return facts.observed()
                .assessment()
                .map(assessment -> assessment.hash())
                .orElse("");
    }

    private static Optional<Integer> pendingWindowInDays(Effect effect) {
        return effect instanceof Effect.ScheduleKeyDeletion(var _, var days) ? Optional.of(days) : Optional.empty();
    }
}
