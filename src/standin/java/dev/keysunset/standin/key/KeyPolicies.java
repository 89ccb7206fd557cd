package dev.keysunset.standin.key;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The key policies that AWS writes itself. */
public final class KeyPolicies {
    /** One text for all keys of an account: fleets are large. */
    private static final Map<String, String> STANDARD = new ConcurrentHashMap<>();

    private KeyPolicies() {}

    /** The default of keys made through the API: the account decides by IAM. */
    public static String standard(String account) {
        return STANDARD.computeIfAbsent(account, KeyPolicies::newStandard);
    }

    private static String newStandard(String account) {
        return """
            {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions",\
            "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"}]}\
            """.formatted(account);
    }

    /** The policy of an AWS managed key: used only through its service; the account may read about it, no more. */
    public static String awsManaged(Place place, String service) {
        return """
            {"Version":"2012-10-17","Id":"auto-%1$s-1","Statement":[{"Sid":"Allow access through %1$s for all \
            principals in the account that are authorized to use %1$s","Effect":"Allow","Principal":{"AWS":"*"},\
            "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:CreateGrant",\
            "kms:DescribeKey"],"Resource":"*","Condition":{"StringEquals":{"kms:CallerAccount":"%2$s",\
            "kms:ViaService":"%1$s.%3$s.amazonaws.com"}}},{"Sid":"Allow direct access to key metadata to the \
            account","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%2$s:root"},"Action":["kms:Describe*",\
            "kms:Get*","kms:List*","kms:RevokeGrant"],"Resource":"*"}]}\
            """.formatted(service, place.account(), place.region());
    }

    /** The default plus a guardrail: nobody disables or schedules a key that was used within these days. */
    public static String guarded(String account, int days) {
        return with(account, """
            {"Sid":"Refuse while in use","Effect":"Deny","Principal":"*","Action":["kms:DisableKey",\
            "kms:ScheduleKeyDeletion"],"Resource":"*","Condition":{"NumericLessThanEquals":\
            {"kms:TrailingDaysWithoutKeyUsage":"%d"}}}\
            """.formatted(days));
    }

    /** The default plus use by another account. */
    public static String sharedWith(String account, String otherAccount) {
        return with(account, """
            {"Sid":"Use by another account","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},\
            "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:DescribeKey"],\
            "Resource":"*"}\
            """.formatted(otherAccount));
    }

    /** The default plus use by an AWS service for itself, named by its DNS name. */
    public static String servingService(String account, String service) {
        return with(account, """
            {"Sid":"Use by a service","Effect":"Allow","Principal":{"Service":"%s"},"Action":["kms:Encrypt*",\
            "kms:Decrypt*","kms:GenerateDataKey*","kms:Describe*"],"Resource":"*"}\
            """.formatted(service));
    }

    private static String with(String account, String statement) {
        var standard = standard(account);
        return standard.substring(0, standard.length() - "]}".length()) + "," + statement + "]}";
    }
}
