package dev.keysunset.standin.http;

import dev.keysunset.standin.wire.AwsError;
import java.util.Map;
import java.util.Set;

/**
 * How the Query protocol of SQS spells the errors that its JSON model names otherwise. Amazon SQS Developer Guide,
 * "Constructing an error response in AWS JSON protocol".
 */
final class QueryErrorCodes {
    private static final String PREFIX = "AWS.SimpleQueueService.";

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("QueueDoesNotExist", PREFIX + "NonExistentQueue"),
            Map.entry("QueueNameExists", "QueueAlreadyExists"),
            Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
            Map.entry("MissingRequiredParameterException", "MissingParameter"),
            Map.entry("AccessDeniedException", "AccessDenied"),
            Map.entry("UnknownOperationException", "InvalidAction"),
            Map.entry("KmsDisabled", "KMS.DisabledException"),
            Map.entry("KmsInvalidState", "KMS.InvalidStateException"),
            Map.entry("KmsNotFound", "KMS.NotFoundException"),
            Map.entry("KmsInvalidKeyUsage", "KMS.InvalidKeyUsageException"),
            Map.entry("KmsThrottled", "KMS.ThrottlingException"),
            Map.entry("KmsAccessDenied", "KMS.AccessDeniedException"));

    private static final Set<String> PREFIXED = Set.of(
            "BatchEntryIdsNotDistinct",
            "BatchRequestTooLong",
            "EmptyBatchRequest",
            "InvalidBatchEntryId",
            "MessageNotInflight",
            "PurgeQueueInProgress",
            "QueueDeletedRecently",
            "TooManyEntriesInBatchRequest",
            "UnsupportedOperation");

    private QueryErrorCodes() {}

    static String of(AwsError error) {
        var code = error.code();
        return PREFIXED.contains(code) ? PREFIX + code : OTHERS.getOrDefault(code, code);
    }

    /** The header by which clients of the JSON protocol learn the older code. */
    static String header(AwsError error) {
        return of(error) + (error.status() >= 500 ? ";Receiver" : ";Sender");
    }
}
