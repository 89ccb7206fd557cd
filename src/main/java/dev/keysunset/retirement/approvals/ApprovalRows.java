package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Gate;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What people decided at the gates. */
@ApplicationScoped
public class ApprovalRows implements PanacheRepositoryBase<ApprovalRow, UUID> {
    private static final String STANDING = "from ApprovalRow a where a.retirementId = ?1"
            + " and not exists (from WithdrawalRow w where w.approvalId = a.id) order by a.at, a.id";

    /** Those not withdrawn, oldest first. */
    public List<ApprovalRow> standing(UUID retirementId) {
        return list(STANDING, retirementId);
    }

    public List<ApprovalRow> of(UUID retirementId) {
        return list("retirementId = ?1 order by at, id", retirementId);
    }

    public List<WithdrawalRow> withdrawals(UUID retirementId) {
        return getEntityManager()
                .createQuery(
                        "from WithdrawalRow w where w.approvalId in (select a.id from ApprovalRow a where a.retirementId = ?1)",
                        WithdrawalRow.class)
                .setParameter(1, retirementId)
                .getResultList();
    }

    boolean withdrawn(UUID approvalId) {
        return getEntityManager().find(WithdrawalRow.class, approvalId) != null;
    }

    int roundsOf(String person, UUID retirementId, Gate gate, String assessmentHash) {
        return (int) count(
                "person = ?1 and retirementId = ?2 and gate = ?3 and assessmentHash = ?4",
                person,
                retirementId,
                gate,
                assessmentHash);
    }
}
