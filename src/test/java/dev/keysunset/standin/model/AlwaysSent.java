package dev.keysunset.standin.model;

import java.util.Map;
import java.util.Set;

/**
 * What AWS always sends although its models do not say so. Read in the response syntax and examples of the API
 * References of AWS KMS, CloudTrail, CloudWatch Logs, SQS, SNS, EventBridge and STS; members that depend on the key or
 * the request are left out.
 */
final class AlwaysSent {
    static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            // KMS, keys
            Map.entry("CreateKeyResponse", Set.of("KeyMetadata")),
            Map.entry("DescribeKeyResponse", Set.of("KeyMetadata")),
            Map.entry("ReplicateKeyResponse", Set.of("ReplicaKeyMetadata", "ReplicaPolicy")),
            Map.entry(
                    "KeyMetadata",
                    Set.of(
                            "AWSAccountId",
                            "KeyId",
                            "Arn",
                            "CreationDate",
                            "Enabled",
                            "Description",
                            "KeyUsage",
                            "KeyState",
                            "Origin",
                            "KeyManager",
                            "CustomerMasterKeySpec",
                            "KeySpec",
                            "MultiRegion")),
            Map.entry("MultiRegionConfiguration", Set.of("MultiRegionKeyType", "PrimaryKey", "ReplicaKeys")),
            Map.entry("MultiRegionKey", Set.of("Arn", "Region")),
            Map.entry(
                    "GetKeyLastUsageResponse", Set.of("KeyId", "KeyLastUsage", "TrackingStartDate", "KeyCreationDate")),
            Map.entry("ScheduleKeyDeletionResponse", Set.of("KeyId", "KeyState", "PendingWindowInDays")),
            Map.entry("CancelKeyDeletionResponse", Set.of("KeyId")),
            Map.entry("ListKeysResponse", Set.of("Keys", "Truncated")),
            Map.entry("KeyListEntry", Set.of("KeyId", "KeyArn")),
            Map.entry("ListAliasesResponse", Set.of("Aliases", "Truncated")),
            Map.entry("AliasListEntry", Set.of("AliasName", "AliasArn")),
            Map.entry("ListResourceTagsResponse", Set.of("Tags", "Truncated")),
            Map.entry("ListGrantsResponse", Set.of("Grants", "Truncated")),
            Map.entry("ListRetirableGrantsResponse", Set.of("Grants", "Truncated")),
            Map.entry(
                    "GrantListEntry",
                    Set.of("KeyId", "GrantId", "GranteePrincipal", "IssuingAccount", "CreationDate", "Operations")),
            Map.entry("CreateGrantResponse", Set.of("GrantId", "GrantToken")),
            Map.entry("GetKeyPolicyResponse", Set.of("Policy", "PolicyName")),
            Map.entry("ListKeyPoliciesResponse", Set.of("PolicyNames", "Truncated")),
            Map.entry("GetKeyRotationStatusResponse", Set.of("KeyRotationEnabled", "KeyId")),
            Map.entry("ListKeyRotationsResponse", Set.of("Rotations", "Truncated")),
            Map.entry("RotateKeyOnDemandResponse", Set.of("KeyId")),
            Map.entry(
                    "GetParametersForImportResponse", Set.of("KeyId", "ImportToken", "PublicKey", "ParametersValidTo")),
            // KMS, cryptography
            Map.entry("EncryptResponse", Set.of("CiphertextBlob", "KeyId", "EncryptionAlgorithm")),
            Map.entry("DecryptResponse", Set.of("Plaintext", "KeyId", "EncryptionAlgorithm")),
            Map.entry(
                    "ReEncryptResponse",
                    Set.of(
                            "CiphertextBlob",
                            "KeyId",
                            "SourceKeyId",
                            "SourceEncryptionAlgorithm",
                            "DestinationEncryptionAlgorithm")),
            Map.entry("GenerateDataKeyResponse", Set.of("CiphertextBlob", "Plaintext", "KeyId")),
            Map.entry("GenerateDataKeyWithoutPlaintextResponse", Set.of("CiphertextBlob", "KeyId")),
            Map.entry(
                    "GenerateDataKeyPairResponse",
                    Set.of("PrivateKeyCiphertextBlob", "PrivateKeyPlaintext", "PublicKey", "KeyId", "KeyPairSpec")),
            Map.entry(
                    "GenerateDataKeyPairWithoutPlaintextResponse",
                    Set.of("PrivateKeyCiphertextBlob", "PublicKey", "KeyId", "KeyPairSpec")),
            Map.entry("GenerateRandomResponse", Set.of("Plaintext")),
            Map.entry("SignResponse", Set.of("KeyId", "Signature", "SigningAlgorithm")),
            Map.entry("VerifyResponse", Set.of("KeyId", "SignatureValid", "SigningAlgorithm")),
            Map.entry("GenerateMacResponse", Set.of("KeyId", "Mac", "MacAlgorithm")),
            Map.entry("VerifyMacResponse", Set.of("KeyId", "MacValid", "MacAlgorithm")),
            Map.entry(
                    "DeriveSharedSecretResponse",
                    Set.of("KeyId", "SharedSecret", "KeyAgreementAlgorithm", "KeyOrigin")),
            Map.entry(
                    "GetPublicKeyResponse",
                    Set.of("KeyId", "PublicKey", "CustomerMasterKeySpec", "KeySpec", "KeyUsage")),
            // CloudTrail
            Map.entry("LookupEventsResponse", Set.of("Events")),
            Map.entry(
                    "Event",
                    Set.of(
                            "EventId",
                            "EventName",
                            "ReadOnly",
                            "EventTime",
                            "EventSource",
                            "Resources",
                            "CloudTrailEvent")),
            Map.entry("DescribeTrailsResponse", Set.of("trailList")),
            Map.entry(
                    "Trail",
                    Set.of(
                            "Name",
                            "S3BucketName",
                            "IncludeGlobalServiceEvents",
                            "IsMultiRegionTrail",
                            "HomeRegion",
                            "TrailARN",
                            "LogFileValidationEnabled",
                            "HasCustomEventSelectors",
                            "HasInsightSelectors",
                            "IsOrganizationTrail")),
            Map.entry("GetTrailStatusResponse", Set.of("IsLogging")),
            Map.entry("GetEventSelectorsResponse", Set.of("TrailARN")),
            // CloudWatch Logs
            Map.entry("FilterLogEventsResponse", Set.of("events")),
            Map.entry("FilteredLogEvent", Set.of("logStreamName", "timestamp", "message", "ingestionTime", "eventId")),
            Map.entry("DescribeLogGroupsResponse", Set.of("logGroups")),
            Map.entry("LogGroup", Set.of("logGroupName", "creationTime", "metricFilterCount", "arn", "storedBytes")),
            // SQS
            Map.entry("CreateQueueResponse", Set.of("QueueUrl")),
            Map.entry("GetQueueUrlResponse", Set.of("QueueUrl")),
            Map.entry("SendMessageResponse", Set.of("MD5OfMessageBody", "MessageId")),
            Map.entry("Message", Set.of("MessageId", "ReceiptHandle", "MD5OfBody", "Body")),
            // SNS
            Map.entry("CreateTopicResponse", Set.of("TopicArn")),
            Map.entry("SubscribeResponse", Set.of("SubscriptionArn")),
            Map.entry("PublishResponse", Set.of("MessageId")),
            // EventBridge
            Map.entry("PutRuleResponse", Set.of("RuleArn")),
            Map.entry("DescribeRuleResponse", Set.of("Name", "Arn", "State", "EventBusName")),
            Map.entry("ListRulesResponse", Set.of("Rules")),
            Map.entry("Rule", Set.of("Name", "Arn", "State", "EventBusName")),
            Map.entry("ListTargetsByRuleResponse", Set.of("Targets")),
            Map.entry("PutTargetsResponse", Set.of("FailedEntryCount", "FailedEntries")),
            Map.entry("RemoveTargetsResponse", Set.of("FailedEntryCount", "FailedEntries")),
            // EC2, DynamoDB
            Map.entry(
                    "Volume",
                    Set.of(
                            "attachmentSet",
                            "availabilityZone",
                            "createTime",
                            "encrypted",
                            "size",
                            "status",
                            "volumeId",
                            "volumeType")),
            Map.entry("Snapshot", Set.of("encrypted", "ownerId", "snapshotId", "startTime", "status", "volumeId")),
            Map.entry("ListTablesResponse", Set.of("TableNames")),
            Map.entry("DescribeTableResponse", Set.of("Table")),
            Map.entry("TableDescription", Set.of("TableName", "TableArn", "TableStatus", "CreationDateTime")),
            // Athena
            Map.entry("StartQueryExecutionResponse", Set.of("QueryExecutionId")),
            Map.entry("GetQueryExecutionResponse", Set.of("QueryExecution")),
            Map.entry("QueryExecution", Set.of("QueryExecutionId", "Query", "StatementType", "Status", "WorkGroup")),
            Map.entry("QueryExecutionStatus", Set.of("State", "SubmissionDateTime")),
            Map.entry("ResultSet", Set.of("Rows", "ResultSetMetadata")),
            // STS
            Map.entry("AssumeRoleResponse", Set.of("Credentials", "AssumedRoleUser")),
            Map.entry("Credentials", Set.of("AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration")),
            Map.entry("AssumedRoleUser", Set.of("AssumedRoleId", "Arn")),
            Map.entry("GetCallerIdentityResponse", Set.of("UserId", "Account", "Arn")));

    /** What the models call required, yet AWS leaves out when it is empty: SQS's lists of a batch. */
    private static final Set<String> EMPTY_LISTS = Set.of("Successful", "Failed");

    private AlwaysSent() {}

    static boolean names(String shape, String member) {
        return MEMBERS.getOrDefault(shape, Set.of()).contains(member);
    }

    static boolean excuses(String shape, String member) {
        return shape.contains("Batch") && EMPTY_LISTS.contains(member);
    }
}
