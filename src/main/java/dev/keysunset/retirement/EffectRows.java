package dev.keysunset.retirement;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Effects: intents, and the outcomes that are known. */
@ApplicationScoped
public class EffectRows implements PanacheRepositoryBase<EffectRow, UUID> {
    private static final String CONCLUDE = """
            insert into effect_outcome (effect_id, outcome, at, request_id, code, message)
            values (:effect, :outcome, :at, :requestId, :code, :message)
            on conflict (effect_id) do nothing
            """;

    /** In the order in which their intents were recorded, whichever replica's clock they bear. */
    public List<EffectRecord> of(UUID retirementId) {
        var outcomes = getEntityManager()
                .createQuery(
                        "from OutcomeRow o where o.effectId in (select e.id from EffectRow e where e.retirementId = ?1)",
                        OutcomeRow.class)
                .setParameter(1, retirementId)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.effectId, Function.identity()));
        return list("retirementId = ?1 order by recordedAt, id", retirementId).stream()
                .map(row -> row.with(Optional.ofNullable(outcomes.get(row.id))
                        .map(OutcomeRow::toOutcome)
                        .orElseGet(Outcome.Unknown::new)))
                .toList();
    }

    /** True when this is the first that is known of the effect. */
    public boolean conclude(UUID effectId, Outcome outcome) {
        var insert = getEntityManager().createNativeQuery(CONCLUDE).setParameter("effect", effectId);
        return switch (outcome) {
            case Outcome.Unknown _ -> false;
            case Outcome.Done(var at, var requestId) ->
                answered(insert, OutcomeRow.Kind.DONE)
                                .setParameter("at", at)
                                .setParameter("requestId", requestId)
                                .setParameter("code", null)
                                .setParameter("message", null)
                                .executeUpdate()
                        == 1;
            case Outcome.Refused(var at, var code, var message) ->
                answered(insert, OutcomeRow.Kind.REFUSED)
                                .setParameter("at", at)
                                .setParameter("requestId", null)
                                .setParameter("code", code)
                                .setParameter("message", message)
                                .executeUpdate()
                        == 1;
        };
    }

    private static Query answered(Query insert, OutcomeRow.Kind kind) {
        return insert.setParameter("outcome", kind.name());
    }
}
