package dev.keysunset.retirement.timeline;

import dev.keysunset.core.Attention;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What retirements wait for, one of a kind each, with the instant since when it has lasted. */
@ApplicationScoped
public class AttentionRows implements PanacheRepositoryBase<AttentionRow, AttentionRow.Key> {
    private final Timeline timeline;
    private final Tidings tidings;

    AttentionRows(Timeline timeline, Tidings tidings) {
        this.timeline = timeline;
        this.tidings = tidings;
    }

    List<AttentionRow> of(UUID retirementId) {
        return list("retirementId = ?1 order by kind", retirementId);
    }

    public Map<UUID, List<AttentionRow>> of(Collection<UUID> retirementIds) {
        return list("retirementId in ?1 order by kind", retirementIds).stream()
                .collect(Collectors.groupingBy(row -> row.retirementId));
    }

    /** What holds now, and nothing else: what persists keeps its beginning. True when people see a difference. */
    public boolean replace(UUID retirementId, List<Attention> attention, Instant now) {
        var wanted = merged(attention);
        var standing = of(retirementId).stream().collect(Collectors.toMap(row -> row.kind, Function.identity()));
        var changed = false;
        for (var row : standing.values()) {
            if (!wanted.containsKey(row.kind)) {
                delete(row);
                told(retirementId, now, Timeline.Kind.ATTENTION_CLEARED, row.kind.name());
                changed = true;
            }
        }
        for (var next : wanted.values()) {
            var row = standing.get(next.kind());
            if (row == null) {
                persist(new AttentionRow(retirementId, next, now));
                told(retirementId, now, Timeline.Kind.ATTENTION, next.kind() + ": " + next.detail());
                tidings.attention(retirementId, next, now);
                changed = true;
            } else if (!row.detail.equals(next.detail()) || !row.remedy.equals(next.remedy())) {
                row.detail = next.detail();
                row.remedy = next.remedy();
                changed = true;
            }
        }
        return changed;
    }

    public void clear(UUID retirementId) {
        delete("retirementId", retirementId);
    }

    private void told(UUID retirementId, Instant now, Timeline.Kind kind, String detail) {
        timeline.append(retirementId, now, Timeline.Line.of(kind, Timeline.KEYSUNSET, detail));
    }

    /** Two of a kind, from two members, are told as one. */
    private static Map<Attention.Kind, Attention> merged(List<Attention> attention) {
        var merged = new EnumMap<Attention.Kind, Attention>(Attention.Kind.class);
        attention.forEach(next -> merged.merge(
                next.kind(),
                next,
                (one, other) -> one.detail().contains(other.detail())
                        ? one
                        : new Attention(
                                one.kind(),
                                one.detail() + " " + other.detail(),
                                one.remedy().contains(other.remedy())
                                        ? one.remedy()
                                        : one.remedy() + " " + other.remedy())));
        return merged;
    }
}
