package dev.keysunset.aws.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.TrailArchive.Answer;
import dev.keysunset.engine.TrailArchive.Progress;
import dev.keysunset.engine.TrailArchive.Question;
import dev.keysunset.engine.TrailArchive.Use;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;

/** An archive asked through Athena: {@code athena/last-uses.sql} against the stand-in's table. */
class AthenaArchiveTest extends AwsFixture {
    private static final String LOGS_ACCOUNT = "999900001111";
    private static final String ARCHIVE = "keysunset.aws.archives.organization.";
    private static final Duration DONE = Duration.ofMinutes(5);

    private final Room asking = room(configured(Map.of()));

    @Test
    void isThereOnlyWhereOneIsConfigured() {
        assertThat(room.archive().since(PLACE)).isEmpty();
        assertThat(asking.archive().since(PLACE)).contains(LocalDate.parse("2026-11-01"));
        var others = room(configured(Map.of(ARCHIVE + "accounts", ELSEWHERE.accountId())));
        assertThat(others.archive().since(PLACE)).isEmpty();
        assertThat(others.archive().since(ELSEWHERE)).isPresent();
    }

    @Test
    void tellsEveryUserOfEachKeyWithTheDaysOfUse() {
        var key = key();
        var other = key();
        use(key, "orders", Optional.of("s3.amazonaws.com"));
        standIn.clock().advance(Duration.ofDays(31));
        use(key, "orders", Optional.of("s3.amazonaws.com"));
        use(key, "reports", Optional.empty());
        use(other, "reports", Optional.empty());
        standIn.clock().advance(Duration.ofDays(400));

        var answer = answered(asking, key);
        assertThat(answer.uses())
                .extracting(use -> use.user().by().principal().replaceFirst(".*/", ""))
                .containsExactlyInAnyOrder("orders", "reports");
        var orders = named(answer, "orders");
        assertThat(orders.keyArn()).isEqualTo(key);
        assertThat(orders.times())
                .hasSize(2)
                .contains(orders.user().firstAt(), orders.user().lastAt());
        assertThat(Duration.between(orders.user().firstAt(), orders.user().lastAt()))
                .isEqualTo(Duration.ofDays(31));
        assertThat(orders.user().latest().encryptionContext()).containsKey("aws:s3:arn");
        assertThat(named(answer, "reports").user().by().service()).isEmpty();
    }

    @Test
    void countsANeedThatWasRefusedAndNeitherOursNorWhatManagesTheKey() {
        var key = key();
        try (var kms = outsider()) {
            kms.describeKey(r -> r.keyId(key.toString()));
            kms.tagResource(r -> r.keyId(key.toString())
                    .tags(Tag.builder().tagKey("team").tagValue("shop").build()));
            kms.disableKey(r -> r.keyId(key.toString()));
        }
        asking.canaries().call(UUID.randomUUID(), key, "ENCRYPT_DECRYPT");
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(answered(asking, key).uses()).isEmpty();

        use(key, "payroll", Optional.empty());
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(answered(asking, key).uses())
                .singleElement()
                .satisfies(use -> assertThat(use.user().by().principal()).endsWith("payroll"));
    }

    @Test
    void tellsTheDaysOnWhichReadsAreOnRecord() {
        var key = key();
        for (var day = 0; day < 3; day++) {
            try (var kms = outsider()) {
                kms.describeKey(r -> r.keyId(key.toString()));
            }
            standIn.clock().advance(Duration.ofDays(day == 1 ? 2 : 1));
        }
        assertThat(answered(asking, key).recorded()).containsExactly(day(0), day(1), day(3));
    }

    @Test
    void tellsWhoMadeTheKeysThatAreAskedFor() {
        var used = key();
        var made = create();
        var another = create();
        standIn.clock().advance(Duration.ofDays(500));

        var answer = answered(asking, used, made, key());
        assertThat(answer.creations()).singleElement().satisfies(creation -> {
            assertThat(creation.keyArn()).isEqualTo(made);
            assertThat(creation.principal()).isEqualTo("arn:aws:iam::111122223333:user/admin");
            assertThat(creation.at()).isEqualTo(START);
        });
        assertThat(answer.uses()).isEmpty();
        assertThat(answered(asking, another).creations()).as("nobody asked").isEmpty();
    }

    private KeyArn create() {
        try (var kms = outsider()) {
            return KeyArn.of(kms.createKey().keyMetadata().arn());
        }
    }

    @Test
    void asksForAThousandUsersInSeveralPages() {
        var key = key();
        IntStream.range(0, 1200).forEach(i -> use(key, "job-" + i, Optional.empty()));
        standIn.clock().advance(Duration.ofDays(1));
        var before = calls("GetQueryResults");
        assertThat(answered(asking, key).uses()).hasSize(1200);
        assertThat(calls("GetQueryResults") - before).isEqualTo(2);
    }

    @Test
    void beginsTheSameQuestionOnce() {
        var question = question(key());
        var id = asking.archive().start(question).found();
        assertThat(id).isPresent();
        assertThat(asking.archive().start(question).found()).isEqualTo(id);
    }

    @Test
    void tellsARefusalOfEachCallAsOne() {
        for (var action :
                List.of("StartQueryExecution", "GetQueryExecution", "GetQueryResults", "StopQueryExecution")) {
            var question = question(key());
            var id = asking.archive().start(question).found().orElseThrow();
            standIn.clock().advance(DONE);
            var fault = fault(FaultKind.ACCESS_DENIED, action);
            var reading = switch (action) {
                case "StartQueryExecution" -> asking.archive().start(question);
                case "GetQueryExecution" -> asking.archive().progress(PLACE, id);
                case "GetQueryResults" -> asking.archive().answer(PLACE, id);
                default -> asking.archive().stop(PLACE, id);
            };
            assertThat(reading.unreadable()).as(action).hasValueSatisfying(failed -> {
                assertThat(failed.denied()).isTrue();
                assertThat(failed.call()).isEqualTo("athena:" + action + " in " + LOGS_ACCOUNT + "/us-east-1");
            });
            standIn.release(fault);
        }
    }

    @Test
    void triesAgainWhenThrottled() {
        fault(FaultKind.THROTTLE, "StartQueryExecution", 2);
        assertThat(asking.archive().start(question(key())).found()).isPresent();
    }

    @Test
    void tellsWhyAQueryFailed() {
        var wrong = room(configured(Map.of(ARCHIVE + "table", "organisation")));
        var id = wrong.archive().start(question(key())).found().orElseThrow();
        standIn.clock().advance(DONE);
        assertThat(wrong.archive().progress(PLACE, id).found())
                .hasValueSatisfying(progress -> assertThat(progress)
                        .isInstanceOfSatisfying(
                                Progress.Failed.class,
                                failed -> assertThat(failed.why())
                                        .contains("FAILED", "TABLE_NOT_FOUND", "cloudtrail.organisation")));
        assertThat(wrong.archive().answer(PLACE, id).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.message()).contains("did not finish successfully"));
    }

    @Test
    void readsATableWithoutPartitionsOfAccountAndRegionAsWell() {
        var plain = room(configured(
                Map.of(ARCHIVE + "account-column", "recipientaccountid", ARCHIVE + "region-column", "awsregion")));
        var key = key();
        use(key, "orders", Optional.empty());
        standIn.clock().advance(Duration.ofDays(1));
        assertThat(answered(plain, key).uses()).hasSize(1);
    }

    @Test
    void opensNoOtherAccount() {
        var closed = room(Map.of(
                ARCHIVE + "account",
                "123456789012",
                ARCHIVE + "region",
                "us-east-1",
                ARCHIVE + "since",
                "2026-11-01",
                ARCHIVE + "database",
                "cloudtrail",
                ARCHIVE + "table",
                "organization"));
        assertThat(closed.archive().start(question(key())).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.code()).isEqualTo("NotConfigured"));
    }

    private Answer answered(Room through, KeyArn key, KeyArn... ownerless) {
        var id = through.archive().start(question(key, ownerless)).found().orElseThrow();
        assertThat(through.archive().progress(PLACE, id)).isEqualTo(Reading.read(new Progress.UnderWay()));
        standIn.clock().advance(DONE);
        assertThat(through.archive().progress(PLACE, id).found())
                .hasValueSatisfying(progress -> assertThat(progress)
                        .isInstanceOfSatisfying(
                                Progress.Succeeded.class,
                                succeeded ->
                                        assertThat(succeeded.scannedBytes()).isPositive()));
        return through.archive().answer(PLACE, id).found().orElseThrow();
    }

    private Question question(KeyArn key, KeyArn... ownerless) {
        var now = standIn.clock().now();
        var range = new Interval(Instant.parse("2026-11-01T00:00:00Z"), now.plus(Duration.ofSeconds(1)));
        return new Question(
                UUID.randomUUID().toString(),
                PLACE,
                range,
                new TreeSet<>(List.of(key)),
                new TreeSet<>(List.of(ownerless)));
    }

    private void use(KeyArn key, String role, Optional<String> service) {
        var use = KeyUse.by("arn:aws:iam::" + PLACE.accountId() + ":role/" + role, "Decrypt");
        standIn.use(
                theirs(key),
                service.map(through -> use.through(through, Map.of("aws:s3:arn", "arn:aws:s3:::shop/orders")))
                        .orElse(use));
    }

    private static Use named(Answer answer, String role) {
        return answer.uses().stream()
                .filter(use -> use.user().by().principal().endsWith("/" + role))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate day(int after) {
        return LocalDate.ofInstant(START, ZoneOffset.UTC).plusDays(after);
    }

    private KmsClient outsider() {
        return KmsClient.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.of(PLACE.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(PLACE.accountId(), StandInOptions.STANDARD_SECRET)))
                .build();
    }

    private static Map<String, String> configured(Map<String, String> changes) {
        var settings = new HashMap<String, String>();
        settings.put("keysunset.aws.accounts." + LOGS_ACCOUNT + ".name", "logs");
        settings.put("keysunset.aws.accounts." + LOGS_ACCOUNT + ".external-id", "keysunset-demo");
        settings.put(ARCHIVE + "account", LOGS_ACCOUNT);
        settings.put(ARCHIVE + "region", "us-east-1");
        settings.put(ARCHIVE + "since", "2026-11-01");
        settings.put(ARCHIVE + "database", "cloudtrail");
        settings.put(ARCHIVE + "table", "organization");
        settings.put(ARCHIVE + "output-location", "s3://athena-results/keysunset/");
        settings.putAll(changes);
        return settings;
    }
}
