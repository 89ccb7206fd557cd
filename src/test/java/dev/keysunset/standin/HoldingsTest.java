package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fleet.HoldingPlan;
import dev.keysunset.standin.fleet.HoldingPlan.NamedBy;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** What keys protect, as the services that hold it describe it to unchanged SDKs. */
class HoldingsTest extends StandInFixture {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
    private static final Filter ENCRYPTED =
            Filter.builder().name("encrypted").values("true").build();

    @Test
    void describesVolumesAsTheyHangOnInstances() {
        put(HoldingType.VOLUME, "vol-1", "in-use");
        put(HoldingType.VOLUME, "vol-2", "available");
        var volumes =
                clients.ec2(ACCOUNT).describeVolumes(r -> r.filters(ENCRYPTED)).volumes();
        assertThat(volumes)
                .extracting(volume -> volume.state())
                .containsExactly(VolumeState.IN_USE, VolumeState.AVAILABLE);
        assertThat(volumes).allSatisfy(volume -> assertThat(volume.kmsKeyId()).isEqualTo(KEY));
        assertThat(volumes.getFirst().attachments())
                .singleElement()
                .satisfies(attachment -> assertThat(attachment.state()).isEqualTo(VolumeAttachmentState.ATTACHED));
        assertThat(volumes.getLast().attachments()).isEmpty();
        var plain = Filter.builder().name("encrypted").values("false").build();
        assertThat(clients.ec2(ACCOUNT).describeVolumes(r -> r.filters(plain)).volumes())
                .isEmpty();
        assertThat(clients.ec2(OTHER).describeVolumes(r -> {}).volumes()).isEmpty();
    }

    @Test
    void pagesThroughSnapshots() {
        for (var i = 0; i < 12; i++) {
            put(HoldingType.SNAPSHOT, "snap-" + (10 + i), "completed");
        }
        var names = new ArrayList<String>();
        var token = Optional.<String>empty();
        do {
            var from = token;
            var page = clients.ec2(ACCOUNT)
                    .describeSnapshots(r -> r.ownerIds("self").maxResults(5).nextToken(from.orElse(null)));
            page.snapshots().forEach(snapshot -> names.add(snapshot.snapshotId()));
            token = Optional.ofNullable(page.nextToken());
        } while (token.isPresent());
        assertThat(names).hasSize(12).doesNotHaveDuplicates().isSorted();
        assertThat(errorOf(() -> clients.ec2(ACCOUNT).describeSnapshots(r -> r.maxResults(4)))
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
        assertThat(errorOf(() -> clients.ec2(ACCOUNT).describeSnapshots(r -> r.nextToken("mine")))
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void describesDatabasesPageByPage() {
        for (var i = 0; i < 21; i++) {
            put(HoldingType.DB_INSTANCE, "db-" + (10 + i), "available");
        }
        put(HoldingType.DB_CLUSTER, "orders", "available");
        var rds = clients.rds(ACCOUNT);
        var first = rds.describeDBInstances(r -> r.maxRecords(20));
        var rest = rds.describeDBInstances(r -> r.maxRecords(20).marker(first.marker()));
        assertThat(first.dbInstances()).hasSize(20);
        assertThat(rest.dbInstances()).singleElement().satisfies(instance -> {
            assertThat(instance.dbInstanceArn()).isEqualTo("arn:aws:rds:us-east-1:111122223333:db:db-30");
            assertThat(instance.kmsKeyId()).isEqualTo(KEY);
        });
        assertThat(rest.marker()).isNull();
        assertThat(rds.describeDBClusters(r -> {}).dbClusters())
                .extracting(cluster -> cluster.dbClusterArn())
                .containsExactly("arn:aws:rds:us-east-1:111122223333:cluster:orders");
    }

    @Test
    void listsTablesAndDescribesEach() {
        put(HoldingType.TABLE, "a", "ACTIVE");
        put(HoldingType.TABLE, "b", "ACTIVE");
        var tables = clients.dynamoDb(ACCOUNT);
        var first = tables.listTables(r -> r.limit(1));
        assertThat(first.tableNames()).containsExactly("a");
        var rest = tables.listTables(r -> r.exclusiveStartTableName(first.lastEvaluatedTableName()));
        assertThat(rest.tableNames()).containsExactly("b");
        assertThat(rest.lastEvaluatedTableName()).isNull();
        assertThat(tables.describeTable(r -> r.tableName("b"))
                        .table()
                        .sseDescription()
                        .kmsMasterKeyArn())
                .isEqualTo(KEY);
        assertThat(errorOf(() -> tables.describeTable(r -> r.tableName("c"))).errorCode())
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void listsSecretsParametersFunctionsRepositoriesAndWarehouses() {
        put(HoldingType.SECRET, "db", "");
        put(HoldingType.PARAMETER, "/app/token", "");
        put(HoldingType.REPOSITORY, "app", "");
        put(HoldingType.FUNCTION, "thumbnails", "");
        put(HoldingType.REDSHIFT_CLUSTER, "dwh", "available");
        assertThat(clients.secrets(ACCOUNT).listSecrets(r -> {}).secretList())
                .extracting(secret -> secret.kmsKeyId())
                .containsExactly(KEY);
        var secure = ParameterStringFilter.builder()
                .key("Type")
                .option("Equals")
                .values("SecureString")
                .build();
        assertThat(clients.parameters(ACCOUNT)
                        .describeParameters(r -> r.parameterFilters(secure))
                        .parameters())
                .extracting(parameter -> parameter.keyId())
                .containsExactly(KEY);
        assertThat(clients.functions(ACCOUNT)
                        .listFunctions(r -> r.maxItems(10_000))
                        .functions())
                .extracting(function -> function.kmsKeyArn())
                .containsExactly(KEY);
        assertThat(clients.repositories(ACCOUNT).describeRepositories().repositories())
                .extracting(repository -> repository.encryptionConfiguration().kmsKey())
                .containsExactly(KEY);
        assertThat(clients.redshift(ACCOUNT).describeClusters().clusters())
                .extracting(cluster -> cluster.kmsKeyId())
                .containsExactly(KEY);
    }

    @Test
    void tellsTheDefaultEncryptionOfBuckets() {
        put(HoldingType.BUCKET, "exports", "");
        standIn.put(new Holding(
                PLACE, HoldingType.BUCKET, "plain", "", "", standIn.clock().now()));
        var buckets = clients.buckets(ACCOUNT);
        var first = buckets.listBuckets(r -> r.maxBuckets(1).bucketRegion("us-east-1"));
        assertThat(first.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.name()).isEqualTo("exports");
            assertThat(bucket.bucketRegion()).isEqualTo("us-east-1");
        });
        assertThat(buckets.listBuckets(r ->
                                r.maxBuckets(1).bucketRegion("us-east-1").continuationToken(first.continuationToken()))
                        .buckets())
                .extracting(bucket -> bucket.name())
                .containsExactly("plain");
        assertThat(encryption(buckets, "exports").kmsMasterKeyID()).isEqualTo(KEY);
        assertThat(encryption(buckets, "plain").sseAlgorithm()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(errorOf(() -> encryption(buckets, "nobodys")).errorCode()).isEqualTo("NoSuchBucket");
        assertThat(errorOf(() -> buckets.listBuckets(r -> r.bucketRegion("eu-west-1")))
                        .errorCode())
                .isEqualTo("InvalidArgument");
    }

    private static ServerSideEncryptionByDefault encryption(S3Client buckets, String name) {
        return buckets.getBucketEncryption(r -> r.bucket(name))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault();
    }

    @Test
    void refusesEachInTheWordsOfItsService() {
        var nobody = clients.role(ACCOUNT, "nobody", Optional.of("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}"""));
        var volumes = errorOf(() -> clients.ec2(nobody).describeVolumes(r -> {}));
        assertThat(volumes.errorCode()).isEqualTo("UnauthorizedOperation");
        assertThat(volumes.errorMessage()).contains("not authorized to perform: ec2:DescribeVolumes");
        assertThat(errorOf(() -> clients.rds(nobody).describeDBInstances(r -> {}))
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(errorOf(() -> clients.dynamoDb(nobody).listTables()).errorCode())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void throttlesEachInTheWordsOfItsService() {
        standIn.addFault(FaultRule.of(FaultKind.THROTTLE, "DescribeVolumes"));
        standIn.addFault(FaultRule.of(FaultKind.THROTTLE, "DescribeDBClusters"));
        standIn.addFault(FaultRule.of(FaultKind.THROTTLE, "ListTables"));
        assertThat(errorOf(() -> clients.ec2(ACCOUNT).describeVolumes(r -> {})).errorCode())
                .isEqualTo("RequestLimitExceeded");
        assertThat(errorOf(() -> clients.rds(ACCOUNT).describeDBClusters(r -> {}))
                        .errorCode())
                .isEqualTo("Throttling");
        assertThat(errorOf(() -> clients.dynamoDb(ACCOUNT).listTables()).errorCode())
                .isEqualTo("ThrottlingException");
    }

    @Test
    void answersQueriesOfAwsConfigWithWhatTheySelect() throws Exception {
        put(HoldingType.STREAM, "clicks", "");
        put(HoldingType.KUBERNETES_CLUSTER, "shop", "");
        var query = "SELECT arn, configuration.EncryptionConfig.Provider.KeyArn WHERE resourceType IN"
                + " ('AWS::EKS::Cluster', 'AWS::Kinesis::Stream')";
        assertThat(select(query, 100))
                .contains("stream/clicks\\\"", "cluster/shop\\\"", "\\\"EncryptionConfig\\\":[{\\\"Provider\\\"", KEY)
                .doesNotContain("resourceId", "NextToken", "StreamEncryption");
        assertThat(select(query, 1)).contains("stream/clicks", "NextToken").doesNotContain("cluster/shop");
        assertThat(select("SELECT *", 100)).contains("InvalidExpressionException");
        assertThat(select(query, 101)).contains("InvalidLimitException");
    }

    private String select(String query, int limit) throws Exception {
        return new RawCall(
                        standIn.endpoint(),
                        "config",
                        "StarlingDoveService.SelectResourceConfig",
                        Json.write(Json.object().put("Expression", query).put("Limit", limit)),
                        AwsCredentialsIdentity.create(ACCOUNT, StandInOptions.STANDARD_SECRET),
                        Instant.now())
                .send()
                .body();
    }

    @Test
    void keysOfAFleetBringWhatTheyProtect() {
        var plan = KeyPlan.in(PLACE, "alias/ledger")
                .holding(new HoldingPlan(HoldingType.TABLE, "by-arn", "ACTIVE", NamedBy.ARN))
                .holding(new HoldingPlan(HoldingType.TABLE, "by-id", "ACTIVE", NamedBy.ID))
                .holding(new HoldingPlan(HoldingType.TABLE, "by-alias", "ACTIVE", NamedBy.ALIAS))
                .holding(new HoldingPlan(HoldingType.TABLE, "by-alias-arn", "ACTIVE", NamedBy.ALIAS_ARN));
        var key = standIn.fleet().createKey(plan);
        assertThat(keyOf("by-arn")).isEqualTo(key.toString());
        assertThat(keyOf("by-id")).isEqualTo(key.id());
        assertThat(keyOf("by-alias")).isEqualTo("alias/ledger");
        assertThat(keyOf("by-alias-arn")).isEqualTo("arn:aws:kms:us-east-1:111122223333:alias/ledger");
    }

    @Test
    void theControlApiAddsOne() throws Exception {
        new Control(standIn).post("/holdings", """
                        {"type":"AWS::DynamoDB::Table","account":"111122223333","region":"us-east-1","name":"t","key":"%s"}""".formatted(KEY));
        assertThat(keyOf("t")).isEqualTo(KEY);
    }

    private String keyOf(String table) {
        return clients.dynamoDb(ACCOUNT)
                .describeTable(r -> r.tableName(table))
                .table()
                .sseDescription()
                .kmsMasterKeyArn();
    }

    private void put(HoldingType type, String name, String status) {
        standIn.put(new Holding(PLACE, type, name, KEY, status, START));
    }
}
