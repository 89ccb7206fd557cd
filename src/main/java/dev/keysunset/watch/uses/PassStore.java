package dev.keysunset.watch.uses;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.core.UsageHistory.Seen;
import dev.keysunset.engine.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The readings of whole histories that are under way, one in a place. */
@ApplicationScoped
class PassStore {
    /** Keys of the inventory of which KMS refuses to tell. */
    private static final String WANT_ALL = """
            insert into use_search (key_arn, account_id, region, wanted_at)
            select key_arn, account_id, region, :now from inventory_key
            where account_id = :account and region = :region and usage = 'UNREADABLE' and gone_at is null
                and manager is distinct from 'AWS'
                and jsonb_path_exists(unreadable, cast(:refused as jsonpath))
            on conflict (key_arn) do update set wanted_at = excluded.wanted_at
                where use_search.wanted_at < :aDayAgo
            """;

    private static final String REFUSED =
            "$[*] ? (@.call == \"kms:GetKeyLastUsage\" && @.code like_regex \"AccessDenied|^Unsupported|^UnknownOperation\")";

    private static final String JOIN = """
            update use_search set joined = true
            where account_id = :account and region = :region and wanted_at > :wantedSince
                and exists (select from use_search due where due.account_id = :account and due.region = :region
                    and due.wanted_at > :wantedSince and (due.searched_to is null or due.searched_to < :stale))
            """;

    private static final String BEGIN = """
            insert into use_search_pass (account_id, region, pass_from, pass_to, asked_to, reached)
            select :account, :region,
                case when bool_and(searched_to is not null) then min(searched_to) - interval '1 day' else cast(:remembered as timestamptz) end,
                cast(:to as timestamptz), cast(:to as timestamptz), cast(:to as timestamptz)
            from use_search where account_id = :account and region = :region and joined
            on conflict (account_id, region) do nothing
            """;

    private static final String PASS = """
            select pass_from, pass_to, asked_to, reached, token from use_search_pass
            where account_id = :account and region = :region
            """;

    private static final String JOINED =
            "select key_arn from use_search where account_id = :account and region = :region and joined";

    /** Whoever else goes on with the same pass has changed it. */
    private static final String GO_ON = """
            update use_search_pass set reached = :reached, asked_to = :askedTo, token = cast(:token as text)
            where account_id = :account and region = :region and reached = :before and token is not distinct from cast(:was as text)
            """;

    private static final String END = """
            delete from use_search_pass
            where account_id = :account and region = :region and reached = :before and token is not distinct from cast(:was as text)
            """;

    /** What was read before and touches it goes on counting. */
    private static final String SEARCHED = """
            update use_search set joined = false, searched_to = :to,
                searched_from = case when searched_to >= :from then least(searched_from, cast(:from as timestamptz))
                    else cast(:from as timestamptz) end
            where account_id = :account and region = :region and joined
            """;

    private final EntityManager database;
    private final SearchStore searches;
    private final Clocks clocks;
    private final Tempo tempo;
    private final UseSettings settings;

    PassStore(EntityManager database, SearchStore searches, Clocks clocks, Tempo tempo, UseSettings settings) {
        this.database = database;
        this.searches = searches;
        this.clocks = clocks;
        this.tempo = tempo;
        this.settings = settings;
    }

    /**
     * A reading of a place's history, on its way from {@code whole.to} back to {@code whole.from}.
     *
     * @param askedTo the end of the range that the token belongs to
     */
    record Pass(Place place, Interval whole, Instant askedTo, Instant reached, Optional<String> token) {
        Interval range() {
            return new Interval(whole.from(), askedTo);
        }

        /** A token that AWS does not take any more: the same from where it has come to, which is read once more. */
        Pass withoutToken() {
            return new Pass(place, whole, reached.plusSeconds(1), reached, Optional.empty());
        }

        Pass on(Instant oldest, Optional<String> next) {
            return new Pass(place, whole, askedTo, oldest, next);
        }
    }

    /** The pass under way, or a new one where it is time; empty where nobody wants to know more than is known. */
    @Transactional
    Optional<Pass> pass(Place place) {
        return underWay(place).or(() -> begun(place));
    }

    @Transactional
    List<KeyArn> lookedFor(Place place) {
        List<?> found = at(JOINED, place).getResultList();
        return found.stream().map(arn -> KeyArn.of((String) arn)).toList();
    }

    /** False when another replica has gone on meanwhile: nothing was kept then. */
    @Transactional
    boolean keep(Pass before, Pass after, Map<KeyArn, Seen> seen) {
        var mine = moved(GO_ON, before)
                        .setParameter("reached", after.reached())
                        .setParameter("askedTo", after.askedTo())
                        .setParameter("token", after.token().orElse(null))
                        .executeUpdate()
                == 1;
        if (mine) {
            searches.saw(seen);
        }
        return mine;
    }

    /** Everything was read. What AWS has forgotten while it was read was not, perhaps. */
    @Transactional
    void finish(Pass pass, Map<KeyArn, Seen> seen) {
        if (moved(END, pass).executeUpdate() == 1) {
            searches.saw(seen);
            var remembered = now().minus(LastUse.HISTORY);
            var from = pass.whole().from().isBefore(remembered)
                    ? remembered
                    : pass.whole().from();
            at(SEARCHED, pass.place())
                    .setParameter("from", from)
                    .setParameter("to", pass.whole().to())
                    .executeUpdate();
        }
    }

    private Optional<Pass> underWay(Place place) {
        List<?> rows = at(PASS, place).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .findFirst()
                .map(row -> new Pass(
                        place,
                        new Interval((Instant) row[0], (Instant) row[1]),
                        (Instant) row[2],
                        (Instant) row[3],
                        Optional.ofNullable((String) row[4])));
    }

    private Optional<Pass> begun(Place place) {
        if (settings.ofAllKeys()) {
            at(WANT_ALL, place)
                    .setParameter("now", now())
                    .setParameter("refused", REFUSED)
                    .setParameter("aDayAgo", now().minus(SearchStore.A_DAY))
                    .executeUpdate();
        }
        var readable = now().minus(tempo.listening().lag());
        var joined = at(JOIN, place)
                .setParameter("wantedSince", now().minus(SearchStore.WANTED_FOR))
                .setParameter("stale", readable.minus(SearchStore.A_DAY))
                .executeUpdate();
        if (joined == 0) {
            return Optional.empty();
        }
        at(BEGIN, place)
                .setParameter("remembered", now().minus(LastUse.HISTORY))
                .setParameter("to", readable)
                .executeUpdate();
        return underWay(place);
    }

    private Query moved(String sql, Pass before) {
        return at(sql, before.place())
                .setParameter("before", before.reached())
                .setParameter("was", before.token().orElse(null));
    }

    private Query at(String sql, Place place) {
        return database.createNativeQuery(sql)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region());
    }

    private Instant now() {
        return clocks.domain().now();
    }
}
