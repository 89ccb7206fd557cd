package dev.keysunset.watch.sightings;

import dev.keysunset.watch.records.Matches.Match;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which of the events that a feed brings are kept already. That is asked once for all of them. Asked with each insert, it reads
 * all that came before wherever PostgreSQL plans it badly, as it does for as long as the table was small when it planned; and a
 * storm of refused calls does not fit into a transaction.
 */
final class KeptEvents {
    /** Nothing here names the retirement: with it the planner prefers an index that lists all records of the key. */
    private static final String NAMED = """
        select retirement_id, key_arn, kind, event_id, event_identity from watch_record
        where event_id = any(cast(:names as text[])) or event_identity = any(cast(:names as text[]))
        """;

    private final Set<Name> ids = new HashSet<>();
    private final Set<Name> identities = new HashSet<>();

    private KeptEvents() {}

    /** What an event is called, in whose record of which kind: a note may still turn out a sighting. */
    private record Name(UUID retirementId, String keyArn, String kind, String text) {
        static Name of(Match match, String text) {
            var record = match.record();
            return new Name(
                    match.retirementId(),
                    record.keyArn().toString(),
                    record.kind().name(),
                    text);
        }

        static Name of(Tuple row, String column) {
            return new Name(
                    row.get("retirement_id", UUID.class),
                    row.get("key_arn", String.class),
                    row.get("kind", String.class),
                    row.get(column, String.class));
        }
    }

    static KeptEvents among(Collection<Match> matches, EntityManager database) {
        var kept = new KeptEvents();
        if (matches.isEmpty()) {
            return kept;
        }
        var names = matches.stream()
                .flatMap(match -> Stream.of(id(match), identity(match)))
                .distinct()
                .toArray(String[]::new);
        Query query = database.createNativeQuery(NAMED, Tuple.class).setParameter("names", names);
        for (var found : query.getResultList()) {
            var row = (Tuple) found;
            kept.ids.add(Name.of(row, "event_id"));
            kept.identities.add(Name.of(row, "event_identity"));
        }
        return kept;
    }

    /**
     * Copies share an identity. A record that was sent again with changed data is known by the first one's id, where it does not
     * carry the identity that the first one shares with its copies; whichever of the two came first.
     *
     * @return whether it was not among them
     */
    boolean add(Match match) {
        var id = Name.of(match, id(match));
        var identity = Name.of(match, identity(match));
        if (identities.contains(identity) || ids.contains(identity) || identities.contains(id)) {
            return false;
        }
        ids.add(id);
        identities.add(identity);
        return true;
    }

    /** As it is stored. */
    private static String id(Match match) {
        return WatchRecords.storable(match.record().event().id());
    }

    private static String identity(Match match) {
        return WatchRecords.storable(match.record().event().identity());
    }
}
