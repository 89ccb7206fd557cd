package dev.keysunset.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.engine.KeySelection;
import dev.keysunset.inventory.IdleKeys.Idle;
import dev.keysunset.web.Cursor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Among many keys none is looked for by reading a table from end to end. PostgreSQL counts what it does for a transaction, so that
 * these are the plans of the very statements that were asked. Sums over all keys are left out: they have to read all there is.
 */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class InventoryPlansTest {
    private static final int PAGE = 50;
    private static final int KEYS = 20_000;
    private static final String ACCOUNT = "100000000000";
    private static final String REGION = "us-east-1";

    /** Enough that an index pays for every question that has one. Gone with the transaction, statistics included. */
    private static final String ESTATE = """
            insert into inventory_key (key_arn, account_id, region, key_id, family_key, key_state, known_state, manager, role,
                key_spec, key_usage, origin, creation_date, description, aliases, tags, usage, idle_since, usage_operation, search,
                read_at, usage_read_at, first_seen_at, owner, owner_source, rotations_kept, price)
            select 'arn:aws:kms:' || region || ':' || account || ':key/' || id, account, region, id, id,
                case when i % 50 = 0 then 'DISABLED' else 'ENABLED' end, case when i % 50 = 0 then 'DISABLED' else 'ENABLED' end,
                case when i % 9 = 0 then 'AWS' else 'CUSTOMER' end, 'SINGLE', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS',
                now() - i % 2000 * interval '1 day', 'Data of application ' || i % 700, array['alias/key-' || i],
                jsonb_build_object('team', 'team-' || i % 40),
                case when i % 20 = 0 then 'UNREADABLE' when i % 7 = 0 then 'NEVER_USED' else 'USED' end,
                case when i % 20 = 0 then null else now() - i % 600 * interval '1 day' end,
                case when i % 20 <> 0 and i % 7 <> 0 then 'Decrypt' end, lower(id || ' alias/key-' || i), now(), now(),
                now() - interval '1 year', 'team-' || i % 40, 'TAG', i % 3, case when i % 9 = 0 then 0 else 1 + i % 3 end
            from (select i, md5('key' || i)::uuid::text as id, (100000000000 + i % 50)::text as account,
                    (array['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-south-1'])[i % 4 + 1] as region
                from generate_series(1, 20000) i) one
            """;

    private static final String CHANGES = """
            insert into inventory_change (key_arn, kind, at, from_state, to_state, ours)
            select key_arn, case when n % 40 = 0 then 'DISABLED' else 'APPEARED' end, now() - n * interval '1 minute', null, 'Enabled',
                n % 2 = 0
            from (select key_arn, row_number() over () as n from inventory_key) one
            """;

    private static final String USES = """
            insert into inventory_usage (key_arn, seen_at, answer, idle_since, operation)
            select key_arn, now(), 'USED', now(), 'Decrypt' from inventory_key
            """;

    /** Rows of the estate's tables that this transaction came to without an index. */
    private static final String READ_WHOLE = """
            select coalesce(sum(seq_tup_read), 0) from pg_stat_xact_user_tables
            where relname in ('inventory_key', 'inventory_change', 'inventory_usage')
            """;

    @Inject
    EntityManager database;

    @Inject
    InventoryKeys keys;

    @Inject
    SelectedKeys selected;

    @Inject
    IdleKeys idle;

    @Test
    void readNoTableFromEndToEnd() {
        QuarkusTransaction.begin();
        try {
            fill();
            // What is counted is what is meant: otherwise nothing would ever be found.
            assertThat(readWholeBy(this::unindexed)).isGreaterThanOrEqualTo(KEYS);
            assertThat(questions().entrySet())
                    .filteredOn(question -> readWholeBy(question.getValue()) > 0)
                    .extracting(Map.Entry::getKey)
                    .isEmpty();
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** Each step is counted by itself: together they are to leave no key out, and count none twice. */
    @Test
    void countsEveryKeyInOneStepOfIdleness() {
        QuarkusTransaction.begin();
        try {
            fill();
            var counted =
                    idle.histogram().stream().collect(Collectors.toMap(IdleKeys.Count::idle, IdleKeys.Count::keys));
            assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(counted("true"));
            assertThat(counted)
                    .containsEntry(Idle.UNKNOWN, counted("idle_since is null"))
                    .containsEntry(Idle.MONTH, counted("read_at - idle_since < interval '30 days'"))
                    .containsEntry(Idle.LONGER, counted("read_at - idle_since >= interval '365 days'"));
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private long counted(String condition) {
        return ((Number) database.createNativeQuery(
                                "select count(*) from inventory_key where gone_at is null and " + condition)
                        .getSingleResult())
                .longValue();
    }

    private void unindexed() {
        database.createNativeQuery("select count(*) from inventory_key where description = ''")
                .getSingleResult();
    }

    private long readWholeBy(Runnable question) {
        var before = readWhole();
        question.run();
        return readWhole() - before;
    }

    private void fill() {
        List.of(ESTATE, CHANGES, USES, "analyze inventory_key, inventory_change, inventory_usage")
                .forEach(statement -> database.createNativeQuery(statement).executeUpdate());
    }

    private long readWhole() {
        return ((Number) database.createNativeQuery(READ_WHOLE).getSingleResult()).longValue();
    }

    private Map<String, Runnable> questions() {
        var questions = new LinkedHashMap<String, Runnable>();
        filters().forEach((name, filter) -> {
            for (var order : KeyOrder.values()) {
                questions.put("a page of keys " + name + " by " + order, () -> page(filter, order, Optional.empty()));
                questions.put(
                        "the second page of keys " + name + " by " + order,
                        () -> page(filter, order, page(filter, order, Optional.empty())));
            }
        });
        selections().forEach((name, selection) -> {
            questions.put("keys to plan for " + name, () -> selected.matching(selection, Optional.empty(), PAGE));
            questions.put("keys to plan for " + name + ", unjudged", () -> selected.unjudged(selection));
        });
        questions.put("for how long keys are idle", idle::histogram);
        questions.put("one key", () -> {
            var keyId = keys.list(
                            KeyFilter.of(asking(Map.of("account", ACCOUNT, "region", REGION))),
                            KeyOrder.AGE,
                            Optional.empty(),
                            1)
                    .items()
                    .getFirst()
                    .key()
                    .identity()
                    .keyId();
            assertThat(keys.detail(new Place(ACCOUNT, REGION), keyId)).isPresent();
        });
        questions.put("the idle", () -> keys.idle(Duration.ofDays(90), Optional.empty(), PAGE));
        return questions;
    }

    private Optional<String> page(KeyFilter filter, KeyOrder order, Optional<String> cursor) {
        var page = keys.list(filter, order, Cursor.parse(cursor, KeyOrder.CURSOR_KEYS), PAGE);
        database.clear();
        return page.nextCursor();
    }

    private static Map<String, KeyFilter> filters() {
        var filters = new LinkedHashMap<String, KeyFilter>();
        selections().forEach((name, selection) -> filters.put(name, KeyFilter.of(selection)));
        var all = KeyFilter.of(asking(Map.of()));
        filters.put("of AWS", new KeyFilter(all.use(), all.place(), all.state(), ofAws(), all.text()));
        for (var kind : List.of(KeyChange.Kind.DISABLED, KeyChange.Kind.GONE)) {
            var change = new KeyFilter.ChangeFilter(
                    kind, Optional.of(KeyChange.Author.OTHERS), Instant.now().minus(Duration.ofDays(7)));
            var state = new KeyFilter.StateFilter(Optional.empty(), Optional.of(change));
            filters.put("lately " + kind, new KeyFilter(all.use(), all.place(), state, all.belonging(), all.text()));
        }
        return filters;
    }

    private static KeyFilter.Belonging ofAws() {
        return new KeyFilter.Belonging(Optional.of(KeyFacts.Owner.AWS), Optional.empty(), Optional.empty());
    }

    private static Map<String, KeySelection> selections() {
        var selections = new LinkedHashMap<String, KeySelection>();
        for (var asked : List.of(
                Map.<String, String>of(),
                Map.of("idleFor", "P90D"),
                Map.of("idleFor", "P590D"),
                Map.of("usage", "UNREADABLE"),
                Map.of("account", ACCOUNT),
                Map.of("region", "eu-west-1"),
                Map.of("account", ACCOUNT, "region", "us-east-1", "idleFor", "P90D"),
                Map.of("account", "999999999999"),
                Map.of("state", "Disabled"),
                Map.of("owner", "team-7"),
                Map.of("owner", "nobody we know"),
                Map.of("olderThan", "P365D"),
                Map.of("q", "key-1234"),
                Map.of("q", "no key is called so"),
                Map.of("q", "key-1234", "idleFor", "P90D", "state", "Enabled"))) {
            selections.put(asked.toString(), asking(asked));
        }
        return selections;
    }

    private static KeySelection asking(Map<String, String> asked) {
        return new KeySelection(
                Optional.ofNullable(asked.get("idleFor")),
                Optional.ofNullable(asked.get("usage")),
                Optional.ofNullable(asked.get("account")),
                Optional.ofNullable(asked.get("region")),
                Optional.ofNullable(asked.get("state")),
                Optional.ofNullable(asked.get("owner")),
                Optional.ofNullable(asked.get("olderThan")),
                Optional.ofNullable(asked.get("q")));
    }
}
