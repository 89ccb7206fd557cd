package dev.keysunset.retirement.approvals;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Gate;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.StoredJson;
import dev.keysunset.retirement.timeline.Timeline;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was found before the gates. The latest of a gate is what people decide on. */
@ApplicationScoped
public class AssessmentRows implements PanacheRepositoryBase<AssessmentRow, UUID> {
    private static final String ADD = """
            insert into assessment (id, retirement_id, seq, gate, hash, at, findings, not_before)
            values (:id, :retirement, (select count(*) + 1 from assessment where retirement_id = :retirement and gate = :gate),
                :gate, :hash, :at, cast(:findings as jsonb), cast(:notBefore as timestamptz))
            """;

    private static final String LATEST = """
            from AssessmentRow a where a.retirementId in ?1 and a.seq = (
                select max(later.seq) from AssessmentRow later where later.retirementId = a.retirementId and later.gate = a.gate)
            """;

    private final Clocks clocks;
    private final Timeline timeline;

    AssessmentRows(Clocks clocks, Timeline timeline) {
        this.clocks = clocks;
        this.timeline = timeline;
    }

    public Optional<AssessmentRow> latest(UUID retirementId, Gate gate) {
        return find("retirementId = ?1 and gate = ?2 order by seq desc", retirementId, gate)
                .firstResultOptional();
    }

    /** The latest of each retirement's gates. */
    public List<AssessmentRow> latest(Collection<UUID> retirementIds) {
        return list(LATEST, retirementIds);
    }

    public List<AssessmentRow> of(UUID retirementId) {
        return list("retirementId = ?1 order by at, gate, seq", retirementId);
    }

    /**
     * Keeps it when anything that matters has changed since the last; true then. One that could not read everything decides
     * nothing and is not kept: nobody shall approve it.
     */
    public boolean keep(UUID retirementId, Gate gate, Assessment assessment) {
        if (!assessment.unreadable().isEmpty()
                || latest(retirementId, gate)
                        .filter(row -> row.hash.equals(assessment.hash()))
                        .isPresent()) {
            return false;
        }
        getEntityManager()
                .createNativeQuery(ADD)
                .setParameter("id", clocks.ids().next())
                .setParameter("retirement", retirementId)
                .setParameter("gate", gate.name())
                .setParameter("hash", assessment.hash())
                .setParameter("at", assessment.at())
                .setParameter("findings", StoredJson.of(assessment.findings()))
                .setParameter(
                        "notBefore",
                        assessment.notBefore().map(Instant::toString).orElse(null))
                .executeUpdate();
        timeline.append(retirementId, assessment.at(), line(gate, assessment));
        return true;
    }

    private static Timeline.Line line(Gate gate, Assessment assessment) {
        var blockers = assessment.blockers().size();
        return new Timeline.Line(
                Timeline.Kind.ASSESSED,
                Optional.empty(),
                Timeline.KEYSUNSET,
                "Assessed for the " + gate + " gate: " + assessment.findings().size() + " findings, " + blockers
                        + " of them blockers.",
                Map.of("gate", gate, "assessment", assessment.hash()));
    }
}
