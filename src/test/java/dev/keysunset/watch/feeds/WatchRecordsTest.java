package dev.keysunset.watch.feeds;

import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Sighting;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedLedger.Next;
import dev.keysunset.watch.polling.FeedLedger.Polled;
import dev.keysunset.watch.records.Examples;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.Matches.Match;
import dev.keysunset.watch.records.RecordReader;
import dev.keysunset.watch.records.WatchRecord.Kind;
import dev.keysunset.watch.sightings.QuarantinedRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the watch keeps of the records that a feed brings, over a real database and over HTTP. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class WatchRecordsTest {
    private static final Feed FEED = new Feed(new Place("111122223333", "us-west-2"), Feed.Kind.LOOKUP);
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final String REFUSED = Examples.record("30-decrypt-disabled-iamuser");
    private static final String ID = "00000002-aaaa-4bbb-8ccc-000000000002";
    private static final int STORM = 3000;

    private static final String MANY = """
            insert into watch_record (id, retirement_id, kind, key_arn, event_id, event_identity, event_time, operation,
                principal, record, seen_at)
            select gen_random_uuid(), :id, 'SIGHTING', 'arn:aws:kms:us-west-2:111122223333:key/1', 'e' || i, 'e' || i,
                now() + i * interval '1 second', 'Decrypt', 'payroll', '{}', now()
            from generate_series(1, 700) i
            """;

    /** Of the records, one by one or as entries of an index. */
    private static final String ROWS_READ = """
            select sum(pg_stat_get_xact_tuples_returned(oid)) from pg_class
            where relname = 'watch_record'
                or oid in (select indexrelid from pg_index where indrelid = cast('watch_record' as regclass))
            """;

    private static final String ROWS_WOKEN =
            "select n_tup_upd from pg_stat_xact_user_tables where relname = 'retirement'";

    @Inject
    Stage stage;

    @Inject
    FeedLedger ledger;

    @Inject
    FeedRows feeds;

    @Inject
    QuarantinedRecords quarantine;

    @Inject
    WatchEvidence evidence;

    @Inject
    EntityManager database;

    private final RecordReader reader = new RecordReader(new Examples.MemberRole());
    private UUID id = new UUID(0, 0);

    @BeforeEach
    void begin() {
        stage.clear();
        id = stage.submit();
        QuarkusTransaction.requiringNew().run(() -> feeds.ensure(FEED, "hash"));
    }

    @Test
    void yesterdaysRecordsOnceMoreChangeNothing() {
        var names = List.of(
                "30-decrypt-disabled-iamuser", "13-disablekey-success", "43-enablekeyrotation-disabled-management");
        var texts = names.stream().map(Examples::record).toArray(String[]::new);
        bring(texts);
        var before = stage.count("select count(*) from watch_record where retirement_id = '" + id + "'");
        stage.sql("update retirement set woken = false where id = '" + id + "'");

        bring(texts);

        assertThat(before).isEqualTo(3);
        assertThat(stage.count("select count(*) from watch_record where retirement_id = '" + id + "'"))
                .isEqualTo(before);
        assertThat(stage.count("select count(*) from retirement where woken and id = '" + id + "'"))
                .as("nobody is woken by what is known")
                .isZero();
    }

    @Test
    void countsTheCopiesOfACrossAccountCallOnce() {
        bring(
                Examples.record("36-decrypt-disabled-cross-account-owner-copy"),
                Examples.record("37-decrypt-disabled-cross-account-caller-copy"));

        assertThat(sightings()).isEqualTo(1);
    }

    @Test
    void anUpdatedRecordIsNoSecondSighting() {
        bring(REFUSED, updated(REFUSED));

        assertThat(sightings()).isEqualTo(1);
    }

    @Test
    void anUpdatedRecordCountsWhereTheFirstWasMissed() {
        bring(updated(REFUSED));
        assertThat(sightings()).isEqualTo(1);

        bring(REFUSED);
        assertThat(sightings()).isEqualTo(1);
    }

    @Test
    void anUpdatedRecordIsNoSecondSightingEvenWithoutTheIdThatTheFirstShares() {
        var shared = REFUSED.replaceFirst("\\{", "{\"sharedEventID\":\"5f0e7a11-0000-4000-8000-000000000030\",");
        bring(shared, updated(REFUSED));
        assertThat(sightings()).isEqualTo(1);

        id = stage.submit();
        bring(updated(REFUSED), shared);
        assertThat(sightings()).isEqualTo(1);
    }

    @Test
    void anUpdateThatBringsTheReasonTurnsANoteIntoASighting() {
        var without = REFUSED.replaceAll("\"errorMessage\":\"[^\"]*\",", "").replace("DisabledException", "Failure");
        bring(without);
        assertThat(sightings()).isZero();

        bring(updated(REFUSED));
        assertThat(sightings()).isEqualTo(1);
    }

    @Test
    void neitherOfTwoRecordsOfOneEventIsASecondSightingWhenBothAreKnown() {
        var shared = REFUSED.replaceFirst("\\{", "{\"sharedEventID\":\"5f0e7a11-0000-4000-8000-000000000030\",");
        bring(shared);
        bring(updated(REFUSED), shared, REFUSED);

        assertThat(sightings()).isEqualTo(1);
    }

    /**
     * PostgreSQL counts what it does for a transaction, so that these are the plans of the very statements that were sent. Were
     * each record compared with all that came before it, three thousand would cost millions of rows.
     */
    @Test
    void keepsAStormOfRefusalsWithoutReadingItAgainForEachOfThem() {
        var storm = IntStream.range(0, STORM)
                .mapToObj(call -> REFUSED.replace(ID, new UUID(7, call).toString()))
                .toArray(String[]::new);
        QuarkusTransaction.begin();
        try {
            var read = inTransaction(ROWS_READ);
            var woken = inTransaction(ROWS_WOKEN);

            bring(storm);

            assertThat(inTransaction("select count(*) from watch_record where retirement_id = '" + id + "'"))
                    .isEqualTo(STORM);
            assertThat(inTransaction(ROWS_WOKEN) - woken).isEqualTo(1);
            // The count above is the one time that all are read.
            assertThat(inTransaction(ROWS_READ) - read).isLessThan(5 * STORM);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void theNewestOfManyRefusalsIsTheAlarm() {
        bring(
                REFUSED.replace(ID, "first").replace("T08:15:30Z", "T08:15:31Z"),
                REFUSED.replace(ID, "second").replace("T08:15:30Z", "T08:15:33Z"),
                REFUSED.replace(ID, "third").replace("T08:15:30Z", "T08:15:32Z"));

        assertThat(stage.count("select count(*) from retirement where id = '" + id + "' and newest_alarm ="
                        + " (select max(event_time) from watch_record where retirement_id = '" + id + "')"))
                .isEqualTo(1);
    }

    @Test
    void recordsThatComeLateAreRecordsLikeAnyOther() {
        bring(REFUSED.replaceFirst("\\{", "{\"addendum\":{\"reason\":\"DELIVERY_DELAY\"},"));
        bring(REFUSED.replaceFirst("\\{", "{\"addendum\":{\"reason\":\"SERVICE_OUTAGE\"},")
                .replace(ID, "another"));

        assertThat(sightings()).isEqualTo(2);
    }

    @Test
    void showsWhoCalledFromWhereAndForWhatLatestFirst() {
        bring(
                Examples.record("31-decrypt-disabled-s3-on-behalf-of-role"),
                Examples.record("50-decrypt-notfound-after-deletion").replace("T08:15:30Z", "T08:15:31Z"));

        records("")
                .body("items.meaning", contains("LOST_DATA", "REFUSED"))
                .body("items.kind", contains("NOTE", "SIGHTING"))
                .body("items[1].caller.kind", equalTo("ROLE"))
                .body("items[1].caller.accountId", equalTo("111122223333"))
                .body("items[1].caller.source.address", equalTo("AWS Internal"))
                .body(
                        "items[1].call.encryptionContext.'aws:s3:arn'",
                        equalTo("arn:aws:s3:::orders-archive/2024/08/17.parquet"));
        records("?kind=SIGHTING").body("items", hasSize(1));
        var cursor = records("?limit=1").body("items", hasSize(1)).extract().<String>path("nextCursor");
        records("?limit=1&cursor=" + cursor)
                .body("items.meaning", contains("REFUSED"))
                .body("nextCursor", nullValue());
    }

    @Test
    void tellsDecisionsTheFirstAndTheLatestOfVeryManySightingsAndLoadsNoRecord() {
        QuarkusTransaction.begin();
        try {
            database.createNativeQuery(MANY).setParameter("id", id).executeUpdate();
            var seen = Objects.requireNonNull(evidence.seen(List.of(id)).get(id));

            assertThat(seen.sightings())
                    .hasSize(500)
                    .isSortedAccordingTo(Comparator.comparing(Sighting::eventTime))
                    .extracting(Sighting::eventId)
                    .startsWith("e1", "e2")
                    .contains("e100", "e301")
                    .doesNotContain("e101", "e300")
                    .endsWith("e699", "e700");
            assertThat(seen.sightingsInAll()).isEqualTo(700);
            assertThat(database.unwrap(Session.class).getStatistics().getEntityCount())
                    .isZero();
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void tellsDecisionsEverySightingAndChangeWhereTheyAreFew() {
        bring(REFUSED, Examples.record("13-disablekey-success"));

        var ofAll = QuarkusTransaction.requiringNew().call(() -> evidence.seen(List.of(id)));
        var seen = Objects.requireNonNull(ofAll.get(id));
        assertThat(seen.sightings()).singleElement().satisfies(sighting -> {
            assertThat(sighting.eventId()).isEqualTo(ID);
            assertThat(sighting.keyArn()).isEqualTo(KEY);
            assertThat(sighting.eventTime()).isEqualTo("2026-09-14T08:15:30Z");
            assertThat(sighting.principal()).contains("Alice");
        });
        assertThat(seen.sightingsInAll()).isEqualTo(1);
        assertThat(seen.controls()).singleElement().satisfies(change -> {
            assertThat(change.operation()).isEqualTo("DisableKey");
            assertThat(change.author().traces()).hasSize(2);
        });
    }

    @Test
    void showsWhatNobodyCouldReadAndWhomItAlarmed() {
        var cut = REFUSED.substring(0, REFUSED.length() - 40) + id;
        bring(cut, "{\"nul\u0000\": \"\ud800\u202e\"" + id, "{\"nul\u0000\": \"\ud800\u202e\"" + id);

        quarantine("?limit=2")
                .body("items.size()", equalTo(2))
                .body("items.feed.kind", contains("LOOKUP", "LOOKUP"))
                .body("items.find { it.retirementIds }.retirementIds", contains(id.toString()))
                .body("items.find { it.retirementIds }.text.size", equalTo(cut.length()))
                .body("items.find { !it.retirementIds }.text.beginning", containsString("\\u0000"))
                .body("items.find { !it.retirementIds }.text.beginning", containsString("\\ud800\\u202e"))
                .body("items.text.beginning", not(containsString("\u202e")));
        assertThat(sightings()).isEqualTo(1);
    }

    @Test
    void theQuarantineHasPagesAndACountForEachFeed() {
        var before = counted();
        bring("{1" + id, "{2" + id, "{3" + id);

        assertThat(counted()).isEqualTo(before + 3);
        var first = quarantine("?limit=2").body("items", hasSize(2)).extract();
        var second = quarantine("?limit=1&cursor=" + first.<String>path("nextCursor"))
                .body("items", hasSize(1))
                .extract();
        assertThat(Stream.concat(
                        first.<List<String>>path("items.text.beginning").stream(),
                        second.<List<String>>path("items.text.beginning").stream()))
                .containsExactlyInAnyOrder("{1" + id, "{2" + id, "{3" + id);
        as("viewer").get("/api/v1/feeds/quarantine?cursor=nonsense").then().statusCode(400);
        as("nobody").get("/api/v1/feeds/quarantine").then().statusCode(401);
        as("oncall").get("/api/v1/feeds/quarantine").then().statusCode(200);
    }

    private void bring(String... texts) {
        var watched = Examples.watched(List.of(KEY));
        var matches = new Matches(reader, watched);
        Arrays.stream(texts).forEach(matches::add);
        var found = new Found(
                matches.found().stream()
                        .map(match -> new Match(id, match.record()))
                        .toList(),
                matches.quarantined());
        var claim = ledger.claimDue(1).getFirst();
        var polled =
                new Polled(found, Optional.empty(), Optional.empty(), new Next(Instant.EPOCH, Duration.ofHours(1)));
        assertThat(ledger.record(claim, polled)).isTrue();
    }

    private static String updated(String record) {
        return record.replaceFirst(
                        "\\{",
                        "{\"addendum\":{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"errorMessage\",\"originalEventID\":\""
                                + "ORIGINAL\"},")
                .replace(ID, "11111111-aaaa-4bbb-8ccc-000000000002")
                .replace("ORIGINAL", ID);
    }

    private long sightings() {
        return stage.count("select count(*) from watch_record where kind = '" + Kind.SIGHTING
                + "' and retirement_id = '" + id + "'");
    }

    private long inTransaction(String query) {
        return ((Number) database.createNativeQuery(query).getSingleResult()).longValue();
    }

    private long counted() {
        return QuarkusTransaction.requiringNew()
                .call(() -> quarantine.countByFeed().getOrDefault(feeds.of(FEED).orElseThrow().id, 0L));
    }

    private ValidatableResponse records(String query) {
        return as("viewer")
                .get("/api/v1/retirements/" + id + "/records" + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse quarantine(String query) {
        return as("viewer").get("/api/v1/feeds/quarantine" + query).then().statusCode(200);
    }
}
