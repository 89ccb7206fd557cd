package dev.keysunset.retirement.view;

import dev.keysunset.core.Approval;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.retirement.EffectRows;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.approvals.ApprovalView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What is, or was, planned with a key; for those who see it disabled and wonder. Changes nothing. */
@ApplicationScoped
public class PlannedKeys {
    private static final String OF_KEY = "id in (select m.retirementId from MemberRow m where m.keyArn = ?1)"
            + " order by submittedAt desc, id desc";

    private final RetirementRows retirements;
    private final Views views;
    private final RetirementQueries queries;
    private final EffectRows effects;

    PlannedKeys(RetirementRows retirements, Views views, RetirementQueries queries, EffectRows effects) {
        this.retirements = retirements;
        this.views = views;
        this.queries = queries;
        this.effects = effects;
    }

    /**
     * The latest retirement of a key.
     *
     * @param approvals what people decided at its gates and have not withdrawn, oldest first
     * @param effects what was sent to AWS for this very key, oldest first
     */
    public record Plan(RetirementView retirement, List<Approval> approvals, List<EffectRecord> effects) {}

    /** Empty for a key that was never submitted. */
    @Transactional
    public Optional<Plan> of(KeyArn keyArn) {
        return retirements
                .find(OF_KEY, keyArn.toString())
                .firstResultOptional()
                .map(row -> new Plan(
                        views.of(row),
                        queries.approvals(row.id).stream()
                                .filter(given -> given.withdrawnAt().isEmpty())
                                .map(ApprovalView::approval)
                                .toList(),
                        effects.of(row.id).stream()
                                .filter(effect -> effect.effect().keyArn().equals(keyArn))
                                .toList()));
    }
}
