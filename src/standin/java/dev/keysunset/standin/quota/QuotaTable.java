package dev.keysunset.standin.quota;

import static dev.keysunset.standin.wire.Service.ATHENA;
import static dev.keysunset.standin.wire.Service.CLOUDTRAIL;
import static dev.keysunset.standin.wire.Service.KMS;
import static dev.keysunset.standin.wire.Service.LOGS;
import static dev.keysunset.standin.wire.Service.STS;

import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS's request quotas, in calls per second. AWS KMS Developer Guide, "Request quotas"; AWS CloudTrail API Reference,
 * "LookupEvents"; Amazon CloudWatch Logs User Guide, "CloudWatch Logs quotas"; Amazon Athena User Guide, "Service Quotas". Those of the other CloudTrail operations
 * and of AWS STS are not documented and are taken from experience. What is not here has no quota.
 */
final class QuotaTable {
    /** Operations that each have a quota of their own. */
    private static final Map<String, Quota> APART = Stream.of(
                    each(KMS, 2000, "DescribeKey", "GetPublicKey", "ListResourceTags"),
                    each(KMS, 1000, "GetKeyPolicy", "GetKeyRotationStatus"),
                    each(KMS, 500, "ListAliases", "ListKeys"),
                    each(KMS, 100, "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListRetirableGrants"),
                    each(KMS, 50, "CreateGrant", "RetireGrant", "RevokeGrant"),
                    each(KMS, 15, "DeleteAlias", "DeleteImportedKeyMaterial", "EnableKeyRotation"),
                    each(KMS, 15, "ImportKeyMaterial", "PutKeyPolicy", "ScheduleKeyDeletion"),
                    each(KMS, 10, "TagResource"),
                    each(KMS, 5, "CancelKeyDeletion", "DisableKey", "EnableKey", "GetKeyLastUsage"),
                    each(KMS, 5, "CreateAlias", "UpdateAlias", "CreateKey", "ReplicateKey", "UpdatePrimaryRegion"),
                    each(KMS, 5, "DisableKeyRotation", "RotateKeyOnDemand", "UntagResource", "UpdateKeyDescription"),
                    each(KMS, 5, "ConnectCustomKeyStore", "CreateCustomKeyStore", "DeleteCustomKeyStore"),
                    each(KMS, 5, "DescribeCustomKeyStores", "DisconnectCustomKeyStore", "UpdateCustomKeyStore"),
                    each(KMS, 1, "GetParametersForImport"),
                    each(CLOUDTRAIL, 2, "LookupEvents"),
                    each(CLOUDTRAIL, 10, "DescribeTrails", "GetTrail", "GetTrailStatus", "GetEventSelectors"),
                    each(CLOUDTRAIL, 10, "ListTrails"),
                    each(LOGS, 10, "DescribeLogGroups", "GetQueryResults"),
                    each(LOGS, 5, "DescribeMetricFilters"),
                    each(ATHENA, 20, "StartQueryExecution"),
                    each(ATHENA, 100, "GetQueryExecution", "GetQueryResults"),
                    each(STS, 600, "AssumeRole", "GetCallerIdentity"))
            .flatMap(quotas -> quotas)
            .collect(Collectors.toUnmodifiableMap(Quota::name, quota -> quota));

    /** Operations that share a quota with all others on keys of one kind. */
    private static final Set<String> CRYPTOGRAPHIC = Set.of(
            "Encrypt",
            "Decrypt",
            "ReEncrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateRandom",
            "GenerateMac",
            "VerifyMac",
            "Sign",
            "Verify",
            "DeriveSharedSecret");

    private static final Set<String> LARGEST_KMS = Set.of("us-east-1", "us-west-2", "eu-west-1");
    private static final Set<String> LARGE_KMS =
            Set.of("us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1", "eu-west-2");
    private static final Set<String> SMALL_LOGS =
            Set.of("ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "il-central-1");

    private QuotaTable() {}

    /** The quota that a call counts against. */
    static Optional<Quota> of(Call call) {
        return switch (call.action()) {
            case String action
            when call.service() == KMS && CRYPTOGRAPHIC.contains(action) -> Optional.of(cryptographic(call));
            case String action
            when call.service() == KMS && action.startsWith("GenerateDataKeyPair") -> Optional.of(dataKeyPair(call));
            case "FilterLogEvents" -> Optional.of(new Quota("FilterLogEvents", filterLogEvents(call.region())));
            case String action -> Optional.ofNullable(APART.get(name(call.service(), action)));
        };
    }

    /** The request alone tells the kind of key: what is not symmetric needs its algorithm. */
    private static Quota cryptographic(Call call) {
        var algorithm = Stream.of(
                        "SigningAlgorithm", "EncryptionAlgorithm", "SourceEncryptionAlgorithm", "KeyAgreementAlgorithm")
                .flatMap(member -> call.text(member).stream())
                .findFirst()
                .orElse("SYMMETRIC_DEFAULT");
        if (algorithm.startsWith("RSA")) {
            return new Quota("Cryptographic operations (RSA)", 1000);
        }
        if (algorithm.startsWith("ML_DSA")) {
            return new Quota("Cryptographic operations (ML-DSA)", 1000);
        }
        if (algorithm.startsWith("EC") || algorithm.startsWith("ED25519") || algorithm.startsWith("SM2")) {
            return new Quota("Cryptographic operations (ECC)", 1000);
        }
        return new Quota("Cryptographic operations (symmetric)", symmetric(call.region()));
    }

    private static int symmetric(String region) {
        if (LARGEST_KMS.contains(region)) {
            return 100_000;
        }
        return LARGE_KMS.contains(region) ? 20_000 : 10_000;
    }

    private static Quota dataKeyPair(Call call) {
        var spec = call.text("KeyPairSpec").orElse("");
        var perSecond = switch (spec) {
            case "RSA_2048" -> 20;
            case "RSA_3072" -> 4;
            case "RSA_4096" -> 1;
            default -> 100;
        };
        return new Quota("GenerateDataKeyPair (" + spec + ")", perSecond);
    }

    private static int filterLogEvents(String region) {
        if (region.equals("us-east-1")) {
            return 25;
        }
        return SMALL_LOGS.contains(region) ? 5 : 10;
    }

    private static Stream<Quota> each(Service service, int perSecond, String... actions) {
        return Arrays.stream(actions).map(action -> new Quota(name(service, action), perSecond));
    }

    private static String name(Service service, String action) {
        return service.prefix() + ":" + action;
    }
}
