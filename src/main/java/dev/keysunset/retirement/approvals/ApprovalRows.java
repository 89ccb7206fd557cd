package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Gate;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people decided at the gates. */
@ApplicationScoped
public class ApprovalRows implements PanacheRepositoryBase<ApprovalRow, UUID> {
    private static final String STANDING = "from ApprovalRow a where a.retirementId = ?1"
            + " and not exists (from WithdrawalRow w where w.approvalId = a.id) order by a.at, a.id";

    private static final String WITHDRAWN =
            "from WithdrawalRow w where w.approvalId in (select a.id from ApprovalRow a where a.retirementId in ?1)";

    /** Those not withdrawn, oldest first. */
    public List<ApprovalRow> standing(UUID retirementId) {
        return list(STANDING, retirementId);
    }

    /** All that were ever given, withdrawn ones included, oldest first. */
    public Map<UUID, List<ApprovalView>> views(Collection<UUID> retirementIds) {
        var withdrawn = getEntityManager()
                .createQuery(WITHDRAWN, WithdrawalRow.class)
                .setParameter(1, retirementIds)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.approvalId, row -> row.at));
        return list("retirementId in ?1 order by at, id", retirementIds).stream()
                .collect(Collectors.groupingBy(
                        row -> row.retirementId,
                        Collectors.mapping(
                                row -> row.view(Optional.ofNullable(withdrawn.get(row.id))), Collectors.toList())));
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
