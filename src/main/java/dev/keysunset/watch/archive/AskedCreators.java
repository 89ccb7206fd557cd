package dev.keysunset.watch.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.KeyCreators;
import dev.keysunset.engine.TrailArchive.Creation;
import dev.keysunset.watch.records.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whose creators a query asks for along with the uses that it is made for: no query is made for them alone, and none costs more for
 * them. They are written down before AWS hears of it, because under one token the same question must be asked again.
 */
@ApplicationScoped
class AskedCreators {
    /** With the most keys that a query may ask for, a statement still is no longer than Athena takes. */
    private static final int MOST = 500;

    private static final int LONGEST_NAME = 500;

    private static final String JOIN = """
            insert into archive_creation (key_arn, account_id, region)
            select key_arn, :account, :region from unnest(string_to_array(:arns, ' ')) key_arn
            """;

    private static final String ASKED_FOR =
            "select key_arn from archive_creation where account_id = :account and region = :region";

    private static final String LEAVE = "delete from archive_creation where account_id = :account and region = :region";

    private final EntityManager database;
    private final KeyCreators creators;

    AskedCreators(EntityManager database, KeyCreators creators) {
        this.database = database;
        this.creators = creators;
    }

    /** Those that the query, just begun, may find. */
    @Transactional
    void join(ArchiveQuery query) {
        leave(query.place());
        var arns = creators.forgotten(query.place(), query.range(), MOST).stream()
                .map(KeyArn::toString)
                .collect(Collectors.joining(" "));
        if (!arns.isEmpty()) {
            at(JOIN, query.place()).setParameter("arns", arns).executeUpdate();
        }
    }

    @Transactional
    SortedSet<KeyArn> askedFor(Place place) {
        List<?> found = at(ASKED_FOR, place).getResultList();
        return found.stream().map(arn -> KeyArn.of((String) arn)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the query has found; those it has not found are not asked for again. */
    @Transactional
    void told(Place place, List<Creation> creations) {
        var missing = askedFor(place);
        for (var creation : creations) {
            if (missing.remove(creation.keyArn())) {
                creators.found(creation.keyArn(), told(creation));
            }
        }
        missing.forEach(creators::notArchived);
        leave(place);
    }

    private static KeyCreators.Creation told(Creation creation) {
        var principal = StorableText.of(creation.principal(), LONGEST_NAME);
        var record = JsonNodeFactory.instance
                .objectNode()
                .put("eventName", "CreateKey")
                .put("eventTime", creation.at().toString())
                .put("eventID", StorableText.of(creation.eventId(), LONGEST_NAME));
        record.putObject("userIdentity").put("arn", principal);
        return new KeyCreators.Creation(principal, record.toString());
    }

    /** The query came to nothing: the next one asks for them. */
    @Transactional
    void leave(Place place) {
        at(LEAVE, place).executeUpdate();
    }

    private Query at(String sql, Place place) {
        return database.createNativeQuery(sql)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region());
    }
}
