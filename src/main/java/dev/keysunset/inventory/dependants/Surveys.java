package dev.keysunset.inventory.dependants;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** When each place was last read, and who reads it: a row with a lease, so that one replica at a time does. */
@ApplicationScoped
class Surveys {
    private static final String AGE = """
            select surveyed_at > clock_timestamp() - make_interval(secs => :aging),
                surveyed_at > clock_timestamp() - make_interval(secs => :fresh)
            from dependant_survey where account_id = :account and region = :region and surveyed_at is not null
            """;

    private static final String CLAIM = """
            insert into dependant_survey as survey (account_id, region, lease_token, leased_until)
            values (:account, :region, :token, clock_timestamp() + make_interval(secs => :lease))
            on conflict (account_id, region) do update
                set lease_token = excluded.lease_token, leased_until = excluded.leased_until
                where (survey.leased_until is null or survey.leased_until <= clock_timestamp())
                    and (survey.surveyed_at is null
                        or survey.surveyed_at <= clock_timestamp() - make_interval(secs => :aging))
            """;

    private static final String RENEW = """
            update dependant_survey set leased_until = clock_timestamp() + make_interval(secs => :lease)
            where account_id = :account and region = :region and lease_token = :token
            """;

    private static final String FINISH = """
            update dependant_survey set surveyed_at = clock_timestamp(), lease_token = null, leased_until = null
            where account_id = :account and region = :region and lease_token = :token
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final DependantSettings settings;

    Surveys(EntityManager database, Clocks clocks, DependantSettings settings) {
        this.database = database;
        this.clocks = clocks;
        this.settings = settings;
    }

    /** How old what is known of a place is. */
    enum Age {
        FRESH,
        /** Still to be acted on, and soon not any more. */
        AGING,
        /** Too old to act on, or nothing is known yet. */
        STALE
    }

    @Transactional
    Age age(Place place) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = database.createNativeQuery(AGE)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("aging", aging())
                .setParameter("fresh", seconds(settings.freshFor()))
                .getResultList();
        if (rows.isEmpty() || !((boolean) rows.getFirst()[1])) {
            return Age.STALE;
        }
        return (boolean) rows.getFirst()[0] ? Age.FRESH : Age.AGING;
    }

    /** The right to read the place; empty while another has it, or when the place has just been read. */
    @Transactional
    Optional<UUID> claim(Place place) {
        var token = clocks.ids().next();
        var claimed = database.createNativeQuery(CLAIM)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("token", token)
                .setParameter("lease", seconds(settings.lease()))
                .setParameter("aging", aging())
                .executeUpdate();
        return claimed == 1 ? Optional.of(token) : Optional.empty();
    }

    /** False when another has taken the place over. */
    @Transactional
    boolean renew(Place place, UUID token) {
        return database.createNativeQuery(RENEW)
                        .setParameter("account", place.accountId())
                        .setParameter("region", place.region())
                        .setParameter("token", token)
                        .setParameter("lease", seconds(settings.lease()))
                        .executeUpdate()
                == 1;
    }

    /** One that was taken over meanwhile stays the other's. */
    @Transactional
    void finish(Place place, UUID token) {
        database.createNativeQuery(FINISH)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("token", token)
                .executeUpdate();
    }

    private double aging() {
        return seconds(settings.freshFor().dividedBy(2));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
