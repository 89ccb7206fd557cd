package dev.keysunset.inventory.dependants;

import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.inventory.InventoryWorld;
import dev.keysunset.inventory.ResourceShelf;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of the resources that name a key, over a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class DependantsTest {
    private static final Place PLACE = new Place("111122223333", "us-east-1");
    private static final Place NEIGHBOUR = new Place("444455556666", "us-east-1");
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d");
    private static final Set<String> ALIASES = Set.of("alias/ledger");

    @Inject
    ResourceShelf shelf;

    @Inject
    KnownDependants known;

    @Inject
    Surveys surveys;

    @Inject
    EntityManager database;

    @BeforeEach
    void clear() {
        shelf.clear();
        execute("delete from dependant");
        execute("delete from dependant_answer");
        execute("delete from dependant_survey");
        execute("delete from inventory_key");
    }

    @Test
    void findsAKeyByEveryNameItHas() {
        for (var name : List.of(
                KEY.keyId(), KEY.toString(), "alias/ledger", "arn:aws:kms:us-east-1:111122223333:alias/ledger")) {
            shelf.put(PLACE, name, volume(name));
        }
        shelf.put(PLACE, "alias/other", volume("other"));
        shelf.put(PLACE, "arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d", volume("foreign"));
        assertThat(named(Dependant.Type.EBS_VOLUME))
                .extracting(Dependant::arn)
                .containsExactlyInAnyOrder(
                        "vol-" + KEY.keyId(),
                        "vol-" + KEY,
                        "vol-alias/ledger",
                        "vol-arn:aws:kms:us-east-1:111122223333:alias/ledger");
    }

    @Test
    void tellsWhatAnotherAccountNamesItByItsArnAndNotByItsId() {
        shelf.put(NEIGHBOUR, KEY.toString(), volume("shared"));
        shelf.put(NEIGHBOUR, KEY.keyId(), volume("other key of the same id"));
        known.naming(new KeyArn("aws", "us-east-1", NEIGHBOUR.accountId(), "some"), Set.of());
        assertThat(named(Dependant.Type.EBS_VOLUME)).extracting(Dependant::arn).containsExactly("vol-shared");
    }

    @Test
    void tellsNothingFoundApartFromNothingKnown() {
        shelf.fail(PLACE, Dependant.Type.DYNAMODB_TABLE, "AccessDeniedException");
        var answers = answers();
        assertThat(answer(answers, Dependant.Type.EBS_VOLUME)).isEqualTo(Reading.read(List.of()));
        assertThat(answer(answers, Dependant.Type.DYNAMODB_TABLE).unreadable()).isPresent();
    }

    @Test
    void readsAPlaceOnceForAllItsKeysUntilThatIsTooOld() {
        answers();
        known.naming(new KeyArn("aws", "us-east-1", PLACE.accountId(), "another"), Set.of());
        assertThat(shelf.readings()).isOne();
        execute("update dependant_survey set surveyed_at = surveyed_at - interval '1 hour'");
        shelf.put(PLACE, KEY.keyId(), volume("new"));
        assertThat(named(Dependant.Type.EBS_VOLUME)).hasSize(1);
        assertThat(shelf.readings()).isEqualTo(2);
    }

    @Test
    void actsOnNothingWhileAnotherReplicaReadsThePlace() {
        var theirs = surveys.claim(PLACE);
        assertThat(theirs).isPresent();
        assertThat(known.naming(KEY, ALIASES)).isInstanceOf(Reading.Absent.class);
        execute("update dependant_survey set leased_until = clock_timestamp() - interval '1 second'");
        assertThat(known.naming(KEY, ALIASES).found()).as("the other one died").isPresent();
        surveys.finish(PLACE, theirs.orElseThrow());
        assertThat(shelf.readings()).isOne();
    }

    @Test
    void holdsAPlaceThatTakesLongerToReadThanALease() {
        shelf.whileReading(() -> {
            execute("update dependant_survey set leased_until = clock_timestamp()");
            await().until(() ->
                    count("select count(*) from dependant_survey where leased_until > clock_timestamp()") == 1);
            assertThat(surveys.claim(PLACE)).as("another replica asks").isEmpty();
        });
        assertThat(known.naming(KEY, ALIASES).found()).isPresent();
        assertThat(shelf.readings()).isOne();
    }

    @Test
    void keepsNothingOfAPlaceThatAnotherReplicaHasTakenOver() {
        shelf.whileReading(() -> execute("update dependant_survey set lease_token = gen_random_uuid()"));
        assertThat(known.naming(KEY, ALIASES)).isInstanceOf(Reading.Absent.class);
        assertThat(shelf.readings()).isOne();
        assertThat(count("select count(*) from dependant_answer")).isZero();
        assertThat(count("select count(*) from dependant_survey where lease_token is not null"))
                .as("it stays the other's")
                .isOne();
    }

    @Test
    void keepsAnAnswerThroughAPassingFailureButNotThroughARefusal() {
        shelf.put(PLACE, KEY.keyId(), volume("kept"));
        answers();
        shelf.fail(PLACE, Dependant.Type.EBS_VOLUME, "ThrottlingException");
        stale();
        assertThat(named(Dependant.Type.EBS_VOLUME)).hasSize(1);
        execute("update dependant_answer set answered_at = answered_at - interval '3 hours'");
        stale();
        assertThat(answer(answers(), Dependant.Type.EBS_VOLUME).unreadable()).isPresent();

        shelf.clear();
        shelf.put(PLACE, KEY.keyId(), volume("again"));
        stale();
        assertThat(named(Dependant.Type.EBS_VOLUME)).hasSize(1);
        shelf.fail(PLACE, Dependant.Type.EBS_VOLUME, "UnauthorizedOperation");
        stale();
        assertThat(answer(answers(), Dependant.Type.EBS_VOLUME).unreadable()).isPresent();
    }

    @Test
    void forgetsWhatIsGone() {
        shelf.put(PLACE, KEY.keyId(), volume("old"));
        answers();
        shelf.clear();
        stale();
        assertThat(named(Dependant.Type.EBS_VOLUME)).isEmpty();
    }

    @Test
    void showsThemByKind() {
        execute("insert into inventory_key (key_arn, account_id, region, key_id, usage, search, read_at, aliases,"
                + " family_key, usage_read_at, first_seen_at) values ('"
                + KEY
                + "', '111122223333', 'us-east-1', '0a1b2c3d', 'UNREADABLE', '', now(), '{alias/ledger}',"
                + " '0a1b2c3d', now(), now())");
        shelf.put(PLACE, "alias/ledger", volume("one"));
        shelf.fail(PLACE, Dependant.Type.DYNAMODB_TABLE, "AccessDeniedException");
        shelf.put(PLACE, "alias/other", new Dependant(Dependant.Type.RECORDED_RESOURCE, "arn:aws:kinesis:other", ""));
        as("viewer")
                .get("/api/v1/keys/111122223333/us-east-1/0a1b2c3d/dependants")
                .then()
                .statusCode(200)
                .body("fresh", equalTo(true))
                .body(
                        "types.type",
                        containsInAnyOrder("EBS_VOLUME", "EBS_SNAPSHOT", "DYNAMODB_TABLE", "RECORDED_RESOURCE"))
                .body("types.find { it.type == 'EBS_VOLUME' }.answer", equalTo("FOUND"))
                .body("types.find { it.type == 'EBS_VOLUME' }.resources[0].severity", equalTo("BLOCKER"))
                .body("types.find { it.type == 'EBS_SNAPSHOT' }.answer", equalTo("NONE"))
                .body("types.find { it.type == 'RECORDED_RESOURCE' }.answer", equalTo("NOT_SEEN"))
                .body("types.find { it.type == 'DYNAMODB_TABLE' }.answer", equalTo("UNKNOWN"))
                .body("types.find { it.type == 'DYNAMODB_TABLE' }.resources", empty())
                .body("types.find { it.type == 'DYNAMODB_TABLE' }.unreadable.code", notNullValue());
        as("viewer")
                .get("/api/v1/keys/111122223333/us-east-1/nothing/dependants")
                .then()
                .statusCode(404)
                .body("title", equalTo("The inventory has no such key"));
    }

    @Test
    void findsThemByAnIndexAmongAHundredThousand() {
        execute("insert into dependant_answer (account_id, region, type, read_at, answered_at)"
                + " values ('111122223333', 'us-east-1', 'EBS_SNAPSHOT', now(), now())");
        execute(
                "insert into dependant select '111122223333', 'us-east-1', 'EBS_SNAPSHOT', 'snap-' || n, 'key-' || n, ''"
                        + " from generate_series(1, 100000) n");
        execute("analyze dependant");
        var plan = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("explain " + Answers.NAMING)
                        .setParameter("everywhere", new String[] {"key-1"})
                        .setParameter("here", new String[] {"key-2"})
                        .setParameter("account", "111122223333")
                        .setParameter("region", "us-east-1")
                        .getResultList()
                        .toString());
        assertThat(plan).contains("dependant_by_name").doesNotContain("Seq Scan");
    }

    private void stale() {
        execute("update dependant_survey set surveyed_at = surveyed_at - interval '1 day'");
    }

    private List<DependantAnswer> answers() {
        return known.naming(KEY, ALIASES).found().orElseThrow();
    }

    private List<Dependant> named(Dependant.Type type) {
        return answer(answers(), type).found().orElseThrow();
    }

    private static Reading<List<Dependant>> answer(List<DependantAnswer> answers, Dependant.Type type) {
        return answers.stream()
                .filter(answer -> answer.type() == type)
                .map(DependantAnswer::naming)
                .findFirst()
                .orElseThrow();
    }

    private static Dependant volume(String name) {
        return new Dependant(Dependant.Type.EBS_VOLUME, "vol-" + name, "in-use");
    }

    private long count(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery(sql).getSingleResult()).longValue());
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(sql).executeUpdate());
    }
}
