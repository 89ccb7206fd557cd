package dev.keysunset.retirement;

import dev.keysunset.core.Described;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The members, under whatever retirement. */
@ApplicationScoped
public class MemberRows implements PanacheRepositoryBase<MemberRow, MemberRow.Key> {
    public List<MemberRow> of(UUID retirementId) {
        return list("retirementId = ?1 order by keyArn", retirementId);
    }

    public Map<UUID, List<MemberRow>> of(Collection<UUID> retirementIds) {
        return list("retirementId in ?1 order by keyArn", retirementIds).stream()
                .collect(Collectors.groupingBy(row -> row.retirementId));
    }

    /** Keeps the key states as just read; true when one differs from what people were shown. */
    public boolean refresh(UUID retirementId, List<Described> described) {
        var changed = false;
        for (var row : of(retirementId)) {
            for (var member : described) {
                if (member.keyArn().toString().equals(row.keyArn)) {
                    var state = stateOf(member.key(), row.keyState);
                    changed |= !state.equals(row.keyState);
                    row.keyState = state;
                }
            }
        }
        return changed;
    }

    /** How many keys of these usages are, or will be, watched in a place. */
    public long live(Place place, Set<String> keyUsages) {
        return keyUsages.isEmpty()
                ? 0
                : count(
                        "live and accountId = ?1 and region = ?2 and keyUsage in ?3",
                        place.accountId(),
                        place.region(),
                        keyUsages);
    }

    /** Frees the keys for another retirement. */
    public void free(UUID retirementId) {
        update("live = false where retirementId = ?1", retirementId);
    }

    private static String stateOf(Reading<KeyFacts> reading, String before) {
        return switch (reading) {
            case Reading.Read<KeyFacts>(var key) -> key.keyState().awsName();
            case Reading.Absent<KeyFacts> _ -> MemberRow.ABSENT;
            case Reading.Unreadable<KeyFacts> _ -> before;
        };
    }
}
