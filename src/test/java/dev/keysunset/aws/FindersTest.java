package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Finders.Named;
import dev.keysunset.standin.config.ConfigBehaviour;
import dev.keysunset.standin.config.Recorder;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Resources that name keys, found by the real SDK. */
class FindersTest extends AwsFixture {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";

    @ParameterizedTest
    @CsvSource({
        "VOLUME, vol-1, in-use, EBS_VOLUME, arn:aws:ec2:us-east-1:111122223333:volume/vol-1",
        "SNAPSHOT, snap-1, completed, EBS_SNAPSHOT, arn:aws:ec2:us-east-1::snapshot/snap-1",
        "DB_INSTANCE, ledger, available, DB_INSTANCE, arn:aws:rds:us-east-1:111122223333:db:ledger",
        "DB_CLUSTER, ledger, available, DB_CLUSTER, arn:aws:rds:us-east-1:111122223333:cluster:ledger",
        "TABLE, orders, ACTIVE, DYNAMODB_TABLE, arn:aws:dynamodb:us-east-1:111122223333:table/orders",
        "SECRET, db, '', SECRET, arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf",
        "PARAMETER, /app/token, '', PARAMETER, arn:aws:ssm:us-east-1:111122223333:parameter/app/token",
        "PARAMETER, token, '', PARAMETER, arn:aws:ssm:us-east-1:111122223333:parameter/token",
        "FUNCTION, thumbnails, '', FUNCTION, arn:aws:lambda:us-east-1:111122223333:function:thumbnails",
        "BUCKET, shop-exports, '', BUCKET, arn:aws:s3:::shop-exports",
        "REPOSITORY, app, '', REPOSITORY, arn:aws:ecr:us-east-1:111122223333:repository/app",
        "REDSHIFT_CLUSTER, dwh, available, REDSHIFT_CLUSTER, arn:aws:redshift:us-east-1:111122223333:cluster:dwh",
        "FILE_SYSTEM, fs-1, available, FILE_SYSTEM, arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1",
        "BACKUP_VAULT, daily, '', BACKUP_VAULT, arn:aws:backup:us-east-1:111122223333:backup-vault:daily",
        "STREAM, clicks, '', RECORDED_RESOURCE, arn:aws:kinesis:us-east-1:111122223333:stream/clicks",
        "KAFKA_CLUSTER, orders, '', RECORDED_RESOURCE, arn:aws:kafka:us-east-1:111122223333:cluster/orders",
        "KUBERNETES_CLUSTER, shop, '', RECORDED_RESOURCE, arn:aws:eks:us-east-1:111122223333:cluster/shop"
    })
    void findsWhatNamesAKey(HoldingType held, String name, String status, Dependant.Type type, String arn) {
        put(held, name, status);
        var answers = room.finders().read(PLACE);
        assertThat(found(answers, type)).containsExactly(new Named(KEY, new Dependant(type, arn, status)));
        answers.forEach((other, answer) -> {
            if (other != type) {
                assertThat(answer).as("%s", other).isEqualTo(Reading.read(List.of()));
            }
        });
        assertThat(found(room.finders().read(ELSEWHERE), type)).isEmpty();
    }

    @Test
    void findsWhatIsSentAndWhatIsLoggedUnderAKey() {
        var key = key();
        var admin = new Administrator(standIn, PLACE);
        try (var queues = admin.queues();
                var topics = admin.topics();
                var logs = admin.logs()) {
            queues.createQueue(request -> request.queueName("plain"));
            queues.createQueue(request ->
                    request.queueName("orders").attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key.keyId())));
            topics.createTopic(request -> request.name("plain"));
            topics.createTopic(request -> request.name("alarms").attributes(Map.of("KmsMasterKeyId", "alias/orders")));
            logs.createLogGroup(request -> request.logGroupName("/app/orders").kmsKeyId(key.toString()));
        }
        var answers = room.finders().read(PLACE);
        assertThat(found(answers, Dependant.Type.QUEUE))
                .containsExactly(named(key.keyId(), Dependant.Type.QUEUE, "arn:aws:sqs:us-east-1:111122223333:orders"));
        assertThat(found(answers, Dependant.Type.TOPIC))
                .containsExactly(
                        named("alias/orders", Dependant.Type.TOPIC, "arn:aws:sns:us-east-1:111122223333:alarms"));
        assertThat(found(answers, Dependant.Type.LOG_GROUP))
                .containsExactly(named(
                        key.toString(),
                        Dependant.Type.LOG_GROUP,
                        "arn:aws:logs:us-east-1:111122223333:log-group:/app/orders"));
    }

    private static Named named(String key, Dependant.Type type, String arn) {
        return new Named(key, new Dependant(type, arn, ""));
    }

    @Test
    void readsLongListsToTheirEnds() {
        for (var i = 0; i < 1100; i++) {
            put(HoldingType.VOLUME, "vol-" + i, "in-use");
        }
        for (var i = 0; i < 105; i++) {
            put(HoldingType.DB_CLUSTER, "cluster-" + i, "available");
            put(HoldingType.TABLE, "table-" + i, "ACTIVE");
            put(HoldingType.SECRET, "secret-" + i, "");
            put(HoldingType.PARAMETER, "parameter-" + i, "");
            put(HoldingType.FUNCTION, "function-" + i, "");
            put(HoldingType.REDSHIFT_CLUSTER, "cluster-" + i, "available");
            put(HoldingType.FILE_SYSTEM, "fs-" + i, "available");
            put(HoldingType.STREAM, "stream-" + i, "");
        }
        for (var i = 0; i < 1005; i++) {
            put(HoldingType.BACKUP_VAULT, "vault-" + i, "");
            put(HoldingType.BUCKET, "bucket-" + i, "");
        }
        var answers = room.finders().read(PLACE);
        assertThat(found(answers, Dependant.Type.EBS_VOLUME)).hasSize(1100);
        assertThat(found(answers, Dependant.Type.BUCKET)).hasSize(1005);
        assertThat(found(answers, Dependant.Type.BACKUP_VAULT)).hasSize(1005);
        assertThat(found(answers, Dependant.Type.FILE_SYSTEM)).hasSize(105);
        assertThat(found(answers, Dependant.Type.RECORDED_RESOURCE)).hasSize(105);
        assertThat(found(answers, Dependant.Type.SECRET)).hasSize(105);
        assertThat(found(answers, Dependant.Type.PARAMETER)).hasSize(105);
        assertThat(found(answers, Dependant.Type.FUNCTION)).hasSize(105);
        assertThat(found(answers, Dependant.Type.REDSHIFT_CLUSTER)).hasSize(105);
        assertThat(found(answers, Dependant.Type.DB_CLUSTER)).hasSize(105);
        assertThat(found(answers, Dependant.Type.DYNAMODB_TABLE)).hasSize(105);
    }

    /** By default objects are encrypted with keys of S3's own; then no key of KMS is named. */
    @Test
    void findsNoKeyOfBucketsThatNameNone() {
        var place = new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region());
        standIn.put(new Holding(place, HoldingType.BUCKET, "plain", "", "", START));
        put(HoldingType.BUCKET, "shop-exports", "");
        assertThat(found(room.finders().read(PLACE), Dependant.Type.BUCKET)).hasSize(1);
        assertThat(calls("GetBucketEncryption")).isEqualTo(2);
    }

    @Test
    void tellsWhichOfTheTwoRightsOnBucketsIsMissing() {
        put(HoldingType.BUCKET, "shop-exports", "");
        fault(FaultKind.ACCESS_DENIED, "GetBucketEncryption");
        var answer = unreadable(room.finders().read(PLACE), Dependant.Type.BUCKET);
        assertThat(answer.denied()).isTrue();
        assertThat(answer.call()).isEqualTo("s3:GetEncryptionConfiguration in 111122223333/us-east-1");
    }

    @Test
    void tellsADenialAsOneAndGoesOnWithTheOthers() {
        put(HoldingType.DB_INSTANCE, "ledger", "available");
        fault(FaultKind.ACCESS_DENIED, "DescribeVolumes");
        fault(FaultKind.ACCESS_DENIED, "ListTables");
        fault(FaultKind.ACCESS_DENIED, "DescribeDBClusters");
        fault(FaultKind.ACCESS_DENIED, "ListFunctions");
        fault(FaultKind.ACCESS_DENIED, "DescribeFileSystems");
        fault(FaultKind.ACCESS_DENIED, "ListBackupVaults");
        fault(FaultKind.ACCESS_DENIED, "SelectResourceConfig");
        var answers = room.finders().read(PLACE);
        for (var type : List.of(
                Dependant.Type.EBS_VOLUME,
                Dependant.Type.DYNAMODB_TABLE,
                Dependant.Type.DB_CLUSTER,
                Dependant.Type.FUNCTION,
                Dependant.Type.FILE_SYSTEM,
                Dependant.Type.BACKUP_VAULT,
                Dependant.Type.RECORDED_RESOURCE)) {
            assertThat(unreadable(answers, type).denied()).as("%s", type).isTrue();
        }
        assertThat(unreadable(answers, Dependant.Type.EBS_VOLUME).call())
                .isEqualTo("ec2:DescribeVolumes in 111122223333/us-east-1");
        assertThat(found(answers, Dependant.Type.DB_INSTANCE)).hasSize(1);
    }

    @Test
    void leavesWhatOnlyAPartOfCouldBeReadUnknown() {
        for (var i = 0; i < 105; i++) {
            put(HoldingType.TABLE, "table-" + i, "ACTIVE");
        }
        fault(FaultKind.ERROR_500, "DescribeTable");
        assertThat(unreadable(room.finders().read(PLACE), Dependant.Type.DYNAMODB_TABLE)
                        .denied())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "VOLUME, EBS_VOLUME, DescribeVolumes",
        "FILE_SYSTEM, FILE_SYSTEM, DescribeFileSystems",
        "BACKUP_VAULT, BACKUP_VAULT, ListBackupVaults",
        "STREAM, RECORDED_RESOURCE, SelectResourceConfig"
    })
    void triesAgainWhenItIsThrottled(HoldingType held, Dependant.Type type, String action) {
        put(held, "one", "available");
        fault(FaultKind.THROTTLE, action, 2);
        assertThat(found(room.finders().read(PLACE), type)).hasSize(1);
        assertThat(calls(action)).isEqualTo(3);
    }

    /** They go without a client of the SDK, and are to fail in the same words. */
    @ParameterizedTest
    @CsvSource({
        "THROTTLE, ThrottlingException",
        "ERROR_500, InternalServerError",
        "EXPIRED_TOKEN, ExpiredTokenException",
        "RESET, Unreachable",
        "TRUNCATED, Unreachable"
    })
    void tellsHowACallFailedThatItSignedItself(FaultKind kind, String code) {
        fault(kind, "DescribeFileSystems");
        var failed = unreadable(room.finders().read(PLACE), Dependant.Type.FILE_SYSTEM);
        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.call()).isEqualTo("elasticfilesystem:DescribeFileSystems in 111122223333/us-east-1");
    }

    @Test
    void endsACallThatItSignedItselfWhenItTakesTooLong() {
        fault(FaultKind.HOLD, "ListBackupVaults");
        var hasty = room(Map.of("keysunset.aws.call-timeout", "PT2S", "keysunset.aws.read-attempts", "1"));
        assertThat(unreadable(hasty.finders().read(PLACE), Dependant.Type.BACKUP_VAULT)
                        .code())
                .isEqualTo("Timeout");
    }

    @ParameterizedTest
    @CsvSource({"STREAMS, stream/clicks", "ALL_BUT_STREAMS, cluster/orders"})
    void asksAwsConfigOnlyForWhatItsRecorderIsSetFor(Recorder recorder, String found) {
        standIn.change(ConfigBehaviour.RECORDER, recorder);
        put(HoldingType.STREAM, "clicks", "");
        put(HoldingType.KAFKA_CLUSTER, "orders", "");
        assertThat(found(room.finders().read(PLACE), Dependant.Type.RECORDED_RESOURCE))
                .singleElement()
                .satisfies(named -> assertThat(named.dependant().arn()).endsWith(found));
    }

    /** What a stopped recorder left behind may be of last year. */
    @ParameterizedTest
    @EnumSource(
            value = Recorder.class,
            names = {"STOPPED", "NONE"})
    void tellsWhereNoRecorderOfAwsConfigRecords(Recorder recorder) {
        standIn.change(ConfigBehaviour.RECORDER, recorder);
        put(HoldingType.STREAM, "clicks", "");
        assertThat(unreadable(room.finders().read(PLACE), Dependant.Type.RECORDED_RESOURCE)
                        .code())
                .isEqualTo(DependantAnswer.NOT_RECORDED);
        assertThat(calls("SelectResourceConfig")).isZero();
    }

    @Test
    void readsNoPlaceThatTheConfigurationDoesNotOpen() {
        room.finders()
                .read(new Place(PLACE.accountId(), "ap-south-1"))
                .forEach((type, answer) -> assertThat(answer).as("%s", type).isInstanceOf(Reading.Unreadable.class));
        assertThat(calls("DescribeVolumes")).isZero();
    }

    private static List<Named> found(Map<Dependant.Type, Reading<List<Named>>> answers, Dependant.Type type) {
        return answers.getOrDefault(type, new Reading.Absent<>()).found().orElseThrow();
    }

    private static Reading.Unreadable<List<Named>> unreadable(
            Map<Dependant.Type, Reading<List<Named>>> answers, Dependant.Type type) {
        return answers.getOrDefault(type, new Reading.Absent<>()).unreadable().orElseThrow();
    }

    private void put(HoldingType type, String name, String status) {
        var place = new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region());
        standIn.put(new Holding(place, type, name, KEY, status, START));
    }
}
