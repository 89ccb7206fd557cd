package dev.keysunset.aws;

import dev.keysunset.aws.AwsSettings.Rates;
import dev.keysunset.core.Effect;

/** The calls that have a quota of their own at AWS. */
public enum Api {
    LIST_KEYS("kms:ListKeys"),
    DESCRIBE_KEY("kms:DescribeKey"),
    GET_KEY_LAST_USAGE("kms:GetKeyLastUsage"),
    LIST_ALIASES("kms:ListAliases"),
    LIST_GRANTS("kms:ListGrants"),
    LIST_RESOURCE_TAGS("kms:ListResourceTags"),
    GET_KEY_POLICY("kms:GetKeyPolicy"),
    LIST_KEY_ROTATIONS("kms:ListKeyRotations"),
    GET_KEY_ROTATION_STATUS("kms:GetKeyRotationStatus"),
    DISABLE_KEY("kms:DisableKey"),
    ENABLE_KEY("kms:EnableKey"),
    SCHEDULE_KEY_DELETION("kms:ScheduleKeyDeletion"),
    CANCEL_KEY_DELETION("kms:CancelKeyDeletion"),
    PUT_KEY_POLICY("kms:PutKeyPolicy"),
    GENERATE_DATA_KEY_WITHOUT_PLAINTEXT("kms:GenerateDataKeyWithoutPlaintext"),
    ENCRYPT("kms:Encrypt"),
    SIGN("kms:Sign"),
    GENERATE_MAC("kms:GenerateMac"),
    DERIVE_SHARED_SECRET("kms:DeriveSharedSecret"),
    ENCAPSULATE("kms:Encapsulate"),
    LOOKUP_EVENTS("cloudtrail:LookupEvents"),
    FILTER_LOG_EVENTS("logs:FilterLogEvents"),
    DESCRIBE_TRAILS("cloudtrail:DescribeTrails"),
    GET_TRAIL_STATUS("cloudtrail:GetTrailStatus"),
    GET_EVENT_SELECTORS("cloudtrail:GetEventSelectors"),
    DESCRIBE_LOG_GROUPS("logs:DescribeLogGroups"),
    DESCRIBE_RULE("events:DescribeRule"),
    LIST_TARGETS_BY_RULE("events:ListTargetsByRule"),
    DESCRIBE_EVENT_BUS("events:DescribeEventBus"),
    TEST_EVENT_PATTERN("events:TestEventPattern"),
    GET_QUEUE_ATTRIBUTES("sqs:GetQueueAttributes"),
    RECEIVE_MESSAGE("sqs:ReceiveMessage"),
    DELETE_MESSAGE("sqs:DeleteMessage"),
    DESCRIBE_VOLUMES("ec2:DescribeVolumes"),
    DESCRIBE_SNAPSHOTS("ec2:DescribeSnapshots"),
    DESCRIBE_DB_INSTANCES("rds:DescribeDBInstances"),
    DESCRIBE_DB_CLUSTERS("rds:DescribeDBClusters"),
    LIST_TABLES("dynamodb:ListTables"),
    DESCRIBE_TABLE("dynamodb:DescribeTable"),
    LIST_SECRETS("secretsmanager:ListSecrets"),
    DESCRIBE_PARAMETERS("ssm:DescribeParameters"),
    LIST_FUNCTIONS("lambda:ListFunctions"),
    LIST_QUEUES("sqs:ListQueues"),
    LIST_TOPICS("sns:ListTopics"),
    GET_TOPIC_ATTRIBUTES("sns:GetTopicAttributes"),
    LIST_BUCKETS("s3:ListAllMyBuckets"),
    GET_BUCKET_ENCRYPTION("s3:GetEncryptionConfiguration"),
    DESCRIBE_REPOSITORIES("ecr:DescribeRepositories"),
    DESCRIBE_CLUSTERS("redshift:DescribeClusters"),
    DESCRIBE_FILE_SYSTEMS("elasticfilesystem:DescribeFileSystems"),
    LIST_BACKUP_VAULTS("backup:ListBackupVaults"),
    DESCRIBE_CONFIGURATION_RECORDERS("config:DescribeConfigurationRecorders"),
    DESCRIBE_CONFIGURATION_RECORDER_STATUS("config:DescribeConfigurationRecorderStatus"),
    SELECT_RESOURCE_CONFIG("config:SelectResourceConfig"),
    SIMULATE_PRINCIPAL_POLICY("iam:SimulatePrincipalPolicy"),
    START_QUERY_EXECUTION("athena:StartQueryExecution"),
    GET_QUERY_EXECUTION("athena:GetQueryExecution"),
    GET_QUERY_RESULTS("athena:GetQueryResults"),
    STOP_QUERY_EXECUTION("athena:StopQueryExecution");

    private final String action;

    Api(String action) {
        this.action = action;
    }

    static Api of(Effect effect) {
        return switch (effect) {
            case Effect.DisableKey _ -> DISABLE_KEY;
            case Effect.EnableKey _ -> ENABLE_KEY;
            case Effect.ScheduleKeyDeletion _ -> SCHEDULE_KEY_DELETION;
            case Effect.CancelKeyDeletion _ -> CANCEL_KEY_DELETION;
        };
    }

    /** The name of the IAM action that permits it. */
    public String action() {
        return action;
    }

    /** Also open where an account has no keys for the service, and holds the log group of others. */
    boolean readsTheTrail() {
        return switch (this) {
            case FILTER_LOG_EVENTS, DESCRIBE_LOG_GROUPS, DESCRIBE_TRAILS, GET_TRAIL_STATUS, GET_EVENT_SELECTORS -> true;
            default -> false;
        };
    }

    /** Also open where an account has no keys for the service, and runs the queries of an archive. */
    boolean asksAnArchive() {
        return switch (this) {
            case START_QUERY_EXECUTION, GET_QUERY_EXECUTION, GET_QUERY_RESULTS, STOP_QUERY_EXECUTION -> true;
            default -> false;
        };
    }

    /**
     * Calls a second that AWS allows to all callers of an account in a Region (CloudTrail API, LookupEvents; CloudWatch Logs
     * quotas; the others are not documented, and ten is what they are seen to allow). Standard queues take any number (SQS Developer
     * Guide, quotas).
     */
    double quota(String region) {
        return switch (this) {
            case LOOKUP_EVENTS -> 2;
            case RECEIVE_MESSAGE, DELETE_MESSAGE -> Double.POSITIVE_INFINITY;
            case FILTER_LOG_EVENTS ->
                switch (region) {
                    case "us-east-1" -> 25;
                    case "ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "il-central-1" -> 5;
                    default -> 10;
                };
            default -> 10;
        };
    }

    public double perSecond(Rates rates) {
        return switch (this) {
            case LIST_KEYS,
                    DESCRIBE_KEY,
                    LIST_ALIASES,
                    LIST_GRANTS,
                    LIST_RESOURCE_TAGS,
                    GET_KEY_POLICY,
                    LIST_KEY_ROTATIONS,
                    GET_KEY_ROTATION_STATUS -> rates.keyReads();
            case GENERATE_DATA_KEY_WITHOUT_PLAINTEXT, ENCRYPT, SIGN, GENERATE_MAC, DERIVE_SHARED_SECRET, ENCAPSULATE ->
                rates.canaries();
            case GET_KEY_LAST_USAGE -> rates.lastUsage();
            case DISABLE_KEY, ENABLE_KEY, SCHEDULE_KEY_DELETION, CANCEL_KEY_DELETION, PUT_KEY_POLICY ->
                rates.stateChanges();
            case LOOKUP_EVENTS -> rates.lookupEvents();
            case FILTER_LOG_EVENTS -> rates.filterLogEvents();
            case RECEIVE_MESSAGE, DELETE_MESSAGE -> rates.queueCalls();
            case DESCRIBE_TRAILS,
                    GET_TRAIL_STATUS,
                    GET_EVENT_SELECTORS,
                    DESCRIBE_LOG_GROUPS,
                    DESCRIBE_RULE,
                    LIST_TARGETS_BY_RULE,
                    DESCRIBE_EVENT_BUS,
                    TEST_EVENT_PATTERN,
                    GET_QUEUE_ATTRIBUTES -> rates.footingReads();
            case DESCRIBE_VOLUMES,
                    DESCRIBE_SNAPSHOTS,
                    DESCRIBE_DB_INSTANCES,
                    DESCRIBE_DB_CLUSTERS,
                    LIST_TABLES,
                    DESCRIBE_TABLE,
                    LIST_SECRETS,
                    DESCRIBE_PARAMETERS,
                    LIST_FUNCTIONS,
                    LIST_QUEUES,
                    LIST_TOPICS,
                    GET_TOPIC_ATTRIBUTES,
                    LIST_BUCKETS,
                    GET_BUCKET_ENCRYPTION,
                    DESCRIBE_REPOSITORIES,
                    DESCRIBE_CLUSTERS,
                    DESCRIBE_FILE_SYSTEMS,
                    LIST_BACKUP_VAULTS,
                    DESCRIBE_CONFIGURATION_RECORDERS,
                    DESCRIBE_CONFIGURATION_RECORDER_STATUS,
                    SELECT_RESOURCE_CONFIG,
                    SIMULATE_PRINCIPAL_POLICY -> rates.dependantReads();
            case START_QUERY_EXECUTION, GET_QUERY_EXECUTION, GET_QUERY_RESULTS, STOP_QUERY_EXECUTION ->
                rates.athenaCalls();
        };
    }
}
