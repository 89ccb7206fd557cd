package dev.keysunset.inventory.dependants;

import static dev.keysunset.inventory.dependants.Surveys.seconds;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** What the finders last told of each place. */
@ApplicationScoped
class Answers {
    private static final String KEEP = """
            insert into dependant_answer (account_id, region, type, read_at, answered_at, failed_call, failed_code, failed_message)
            values (:account, :region, :type, :at, clock_timestamp(), :call, :code, :message)
            on conflict (account_id, region, type) do update set read_at = excluded.read_at,
                answered_at = excluded.answered_at, failed_call = excluded.failed_call,
                failed_code = excluded.failed_code, failed_message = excluded.failed_message
            """;

    /** A passing failure leaves an answer that is young enough: what it said is no less true for it. */
    private static final String UNLESS_TRUSTED = KEEP + """
            where dependant_answer.failed_code is not null
                or dependant_answer.answered_at < clock_timestamp() - make_interval(secs => :trusted)
            """;

    private static final String CLEAR =
            "delete from dependant where account_id = :account and region = :region and type = :type";

    private static final String ADD = """
            insert into dependant (account_id, region, type, arn, names, status)
            select :account, :region, :type, found.arn, found.names, found.status
            from unnest(:arns, :names, :statuses) as found (arn, names, status)
            on conflict do nothing
            """;

    private static final String ANSWERS = """
            select type, read_at, failed_call, failed_code, failed_message from dependant_answer
            where account_id = :account and region = :region order by type
            """;

    /** A key id or an alias name means a key of the resource's own account and Region; an ARN may mean one of another account. */
    static final String NAMING = """
            select type, arn, status from dependant
            where names = any(:everywhere) or (account_id = :account and region = :region and names = any(:here))
            order by type, arn
            """;

    private final EntityManager database;
    private final DependantSettings settings;

    Answers(EntityManager database, DependantSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @Transactional
    void keep(Place place, Dependant.Type type, Reading<List<Named>> answer, Instant at) {
        switch (answer) {
            case Reading.Read<List<Named>>(var found) -> {
                answered(KEEP, place, type, at).executeUpdate();
                clear(place, type);
                add(place, type, found);
            }
            case Reading.Unreadable<List<Named>> failed -> fail(place, type, failed, at);
            case Reading.Absent<List<Named>> _ ->
                fail(place, type, new Reading.Unreadable<>("the search in " + place, "NotFound", "no such place"), at);
        }
    }

    private void fail(Place place, Dependant.Type type, Reading.Unreadable<List<Named>> failed, Instant at) {
        var statement = failed.denied()
                ? answered(KEEP, place, type, at)
                : answered(UNLESS_TRUSTED, place, type, at).setParameter("trusted", seconds(settings.trustedFor()));
        var kept = statement
                .setParameter("call", failed.call())
                .setParameter("code", failed.code())
                .setParameter("message", failed.message())
                .executeUpdate();
        if (kept > 0) {
            clear(place, type);
        }
    }

    private MutationQuery answered(String sql, Place place, Dependant.Type type, Instant at) {
        return statement(sql, place, type)
                .setParameter("at", at)
                .setParameter("call", null, String.class)
                .setParameter("code", null, String.class)
                .setParameter("message", null, String.class);
    }

    private void clear(Place place, Dependant.Type type) {
        statement(CLEAR, place, type).executeUpdate();
    }

    private void add(Place place, Dependant.Type type, List<Named> found) {
        if (found.isEmpty()) {
            return;
        }
        statement(ADD, place, type)
                .setParameter(
                        "arns",
                        found.stream().map(named -> named.dependant().arn()).toArray(String[]::new))
                .setParameter("names", found.stream().map(Named::key).toArray(String[]::new))
                .setParameter(
                        "statuses",
                        found.stream().map(named -> named.dependant().status()).toArray(String[]::new))
                .executeUpdate();
    }

    private MutationQuery statement(String sql, Place place, Dependant.Type type) {
        return database.unwrap(Session.class)
                .createNativeMutationQuery(sql)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("type", type.name());
    }

    /** As last read of the key's place, whenever that was; resources of other places that name it by its ARN are told as well. */
    @Transactional
    List<DependantAnswer> about(KeyArn keyArn, Set<String> aliases) {
        var naming = naming(keyArn, aliases);
        var answers = new ArrayList<DependantAnswer>();
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(ANSWERS)
                .setParameter("account", keyArn.accountId())
                .setParameter("region", keyArn.region())
                .getResultList();
        for (var row : rows) {
            var type = Dependant.Type.valueOf((String) row[0]);
            var readAt = (Instant) row[1];
            var found = naming.getOrDefault(type, List.of());
            var failed = row[3] != null;
            if (failed) {
                var why = new Reading.Unreadable<List<Dependant>>((String) row[2], (String) row[3], (String) row[4]);
                answers.add(new DependantAnswer(type, why, readAt));
            }
            // What is known of another place stands even where this one cannot be read.
            if (!failed || !found.isEmpty()) {
                answers.add(new DependantAnswer(type, Reading.read(found), readAt));
            }
        }
        return answers;
    }

    private Map<Dependant.Type, List<Dependant>> naming(KeyArn keyArn, Set<String> aliases) {
        var everywhere = new ArrayList<String>();
        everywhere.add(keyArn.toString());
        aliases.forEach(alias -> everywhere.add(
                String.join(":", "arn", keyArn.partition(), "kms", keyArn.region(), keyArn.accountId(), alias)));
        var here = new ArrayList<>(aliases);
        here.add(keyArn.keyId());
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(NAMING)
                .setParameter("everywhere", everywhere.toArray(String[]::new))
                .setParameter("here", here.toArray(String[]::new))
                .setParameter("account", keyArn.accountId())
                .setParameter("region", keyArn.region())
                .getResultList();
        var naming = new EnumMap<Dependant.Type, List<Dependant>>(Dependant.Type.class);
        for (var row : rows) {
            var type = Dependant.Type.valueOf((String) row[0]);
            naming.computeIfAbsent(type, _ -> new ArrayList<>())
                    .add(new Dependant(type, (String) row[1], (String) row[2]));
        }
        return naming;
    }
}
