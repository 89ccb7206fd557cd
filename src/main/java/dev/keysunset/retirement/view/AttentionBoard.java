package dev.keysunset.retirement.view;

import dev.keysunset.core.Attention;
import dev.keysunset.core.StateName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;

/** What all retirements that have not ended wait for. */
@ApplicationScoped
public class AttentionBoard {
    private static final String COUNT = """
            select a.kind, count(*) from AttentionRow a join RetirementRow r on r.id = a.retirementId
            where r.live group by a.kind
            """;

    /** What the watch cannot prove or somebody has changed comes first, then what has waited longest. */
    private static final String WAITING = """
            select a.retirement_id as retirement, r.state as state, a.kind as kind, a.since as since, a.detail as detail,
                a.remedy as remedy,
                (select coalesce(m.aliases[1], m.key_arn) from retirement_member m where m.retirement_id = r.id
                 order by m.role, m.key_arn limit 1) as key
            from attention a join retirement r on r.id = a.retirement_id
            where r.live and a.kind <> 'APPROVAL'
            order by array_position(array['WATCH_GAP', 'DRIFT', 'KEY_LOST', 'EFFECT_FAILED', 'ACCESS_DENIED',
                'WATCH_THREATENED'], a.kind) nulls last, a.since, a.retirement_id, a.kind
            limit :limit
            """;

    private final EntityManager database;

    AttentionBoard(EntityManager database) {
        this.database = database;
    }

    /**
     * One wait of one retirement.
     *
     * @param key an alias of a member, or its ARN where it has none
     */
    public record Item(UUID retirementId, String key, StateName state, RetirementView.Waiting waiting) {}

    /** How many wait for each kind of thing; kinds that nobody waits for are left out. */
    @Transactional
    public Map<Attention.Kind, Long> counts() {
        var counts = new EnumMap<Attention.Kind, Long>(Attention.Kind.class);
        database.createQuery(COUNT, Object[].class)
                .getResultStream()
                .forEach(counted -> counts.put((Attention.Kind) counted[0], (Long) counted[1]));
        return counts;
    }

    /** The gravest first. Approvals are left out: they have a queue of their own. */
    @Transactional
    public List<Item> gravest(int limit) {
        return database.unwrap(Session.class)
                .createNativeQuery(WAITING, Tuple.class)
                .setParameter("limit", limit)
                .getResultStream()
                .map(AttentionBoard::item)
                .toList();
    }

    private static Item item(Tuple row) {
        return new Item(
                row.get("retirement", UUID.class),
                row.get("key", String.class),
                StateName.valueOf(row.get("state", String.class)),
                new RetirementView.Waiting(
                        Attention.Kind.valueOf(row.get("kind", String.class)),
                        row.get("since", Instant.class),
                        row.get("detail", String.class),
                        row.get("remedy", String.class)));
    }
}
