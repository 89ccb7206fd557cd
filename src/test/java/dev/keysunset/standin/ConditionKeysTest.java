package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Conditions: every operator, and where the values of the keys come from. */
class ConditionKeysTest extends StandInFixture {

    /** The caller is user/admin; the key is symmetric, tagged team=payments, known as alias/app, and made 400 days ago. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "StringEquals":{"aws:ResourceTag/team":"payments"}                            | true
        "StringEquals":{"AWS:resourcetag/TEAM":["hr","payments"]}                     | true
        "StringEquals":{"aws:ResourceTag/team":"Payments"}                            | false
        "StringEqualsIgnoreCase":{"aws:ResourceTag/team":"Payments"}                  | true
        "StringNotEquals":{"aws:ResourceTag/team":["hr","payments"]}                  | false
        "StringNotEquals":{"aws:ResourceTag/absent":"x"}                              | true
        "StringEquals":{"aws:ResourceTag/absent":"x"}                                 | false
        "StringEqualsIfExists":{"aws:ResourceTag/absent":"x"}                         | true
        "StringNotEqualsIgnoreCase":{"aws:ResourceTag/team":"PAYMENTS"}               | false
        "StringLike":{"aws:ResourceTag/team":"pay?en*"}                               | true
        "StringNotLike":{"aws:ResourceTag/team":"pay*"}                               | false
        "Null":{"aws:ResourceTag/team":"false"}                                       | true
        "Null":{"aws:ResourceTag/absent":"true"}                                      | true
        "Null":{"aws:ResourceTag/team":"true"}                                        | false
        "ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/ad*"}                      | true
        "ArnEquals":{"aws:PrincipalArn":"arn:*:user/admin"}                           | false
        "ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}                     | true
        "ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::*:user/admin"}               | false
        "Bool":{"aws:ViaAWSService":"false"}                                          | true
        "Bool":{"aws:SecureTransport":"false"}                                        | false
        "DateLessThan":{"aws:CurrentTime":"2026-11-02T09:00:01Z"}                     | true
        "DateLessThan":{"aws:CurrentTime":"2026-11-02T09:00:00Z"}                     | false
        "DateLessThanEquals":{"aws:CurrentTime":"2026-11-02T10:00:00+01:00"}          | true
        "DateGreaterThan":{"aws:CurrentTime":"2026-11-02"}                            | true
        "DateGreaterThanEquals":{"aws:EpochTime":"1793610000"}                        | true
        "DateEquals":{"aws:CurrentTime":"1793610000"}                                 | true
        "DateNotEquals":{"aws:CurrentTime":"1793610000"}                              | false
        "NumericEquals":{"aws:EpochTime":"1793610000"}                                | true
        "NumericLessThan":{"aws:EpochTime":"1793610000"}                              | false
        "NumericNotEquals":{"aws:EpochTime":"1793610000.0"}                           | false
        "IpAddress":{"aws:SourceIp":"192.0.2.0/24"}                                   | true
        "IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}               | false
        "NotIpAddress":{"aws:SourceIp":"192.0.2.10"}                                  | false
        "StringEquals":{"aws:PrincipalAccount":"111122223333"}                        | true
        "StringEquals":{"aws:username":"admin"}                                       | true
        "StringLike":{"aws:userid":"AIDA*"}                                           | true
        "StringEquals":{"aws:RequestedRegion":"us-east-1"}                            | true
        "StringEquals":{"kms:CallerAccount":"111122223333"}                           | true
        "StringEquals":{"kms:KeySpec":"SYMMETRIC_DEFAULT"}                            | true
        "StringEquals":{"kms:KeyUsage":"ENCRYPT_DECRYPT"}                             | true
        "StringEquals":{"kms:KeyOrigin":"AWS_KMS"}                                    | true
        "Bool":{"kms:MultiRegion":"false"}                                            | true
        "ForAnyValue:StringEquals":{"kms:ResourceAliases":"alias/app"}                | true
        "ForAnyValue:StringLike":{"kms:ResourceAliases":"alias/prod*"}                | false
        "ForAllValues:StringLike":{"kms:ResourceAliases":"alias/*"}                   | true
        "ForAllValues:StringEquals":{"aws:TagKeys":"none-in-this-request"}            | true
        "ForAnyValue:StringEquals":{"aws:TagKeys":"none-in-this-request"}             | false
        "StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}                | false
        "StringEquals":{"aws:ResourceTag/team":"${aws:ResourceTag/team}"}             | true
        "StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}            | false
        """)
    void decideOverDescribingAKey(String condition, boolean allowed) {
        var key = key("kms:*", condition);
        assertThat(succeeds(kms -> kms.describeKey(r -> r.keyId(key.toString()))))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "StringEquals":{"kms:EncryptionContext:tenant":"a"}                           | true
        "StringEquals":{"kms:EncryptionContext:tenant":"b"}                           | false
        "ForAllValues:StringEquals":{"kms:EncryptionContextKeys":["tenant","app"]}    | true
        "ForAllValues:StringEquals":{"kms:EncryptionContextKeys":["app"]}             | false
        "StringEquals":{"kms:EncryptionAlgorithm":"SYMMETRIC_DEFAULT"}                | true
        "StringEquals":{"kms:RequestAlias":"alias/app"}                               | true
        """)
    void decideOverEncryption(String condition, boolean allowed) {
        key("kms:*", condition);
        assertThat(succeeds(kms -> kms.encrypt(r -> r.keyId("alias/app")
                        .plaintext(SdkBytes.fromUtf8String("text"))
                        .encryptionContext(Map.of("tenant", "a")))))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "NumericGreaterThanEquals":{"kms:ScheduleKeyDeletionPendingWindowInDays":"30"} | 29 | false
        "NumericGreaterThanEquals":{"kms:ScheduleKeyDeletionPendingWindowInDays":"30"} | 30 | true
        """)
    void decideOverTheWaitingPeriod(String condition, int days, boolean allowed) {
        var key = key("kms:*", condition);
        assertThat(succeeds(kms ->
                        kms.scheduleKeyDeletion(r -> r.keyId(key.toString()).pendingWindowInDays(days))))
                .isEqualTo(allowed);
    }

    /** Whole days, rounded down; "90 or less" still holds on the ninetieth day. Recording began on 2026-04-23. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # aged | last used | days | allowed
        P400D  | PT0S        | 0   | false
        P400D  | P90D        | 90  | false
        P400D  | P90DT23H59M | 90  | false
        P400D  | P91D        | 91  | true
        P0D    |             | 0   | false
        P90DT23H |           | 90  | false
        P91D   |             | 91  | true
        P400D  |             | 193 | true
        """)
    void countDaysWithoutUse(String aged, String lastUsed, int days, boolean allowed) {
        var plan = KeyPlan.in(PLACE, "").aged(Duration.parse(aged));
        var at = lastUsed == null ? plan : plan.lastUsed(Duration.parse(lastUsed));
        var guarded = standIn.fleet().createKey(at.policy(deny("NumericLessThanEquals", 90)));
        assertThat(succeeds(kms -> kms.disableKey(r -> r.keyId(guarded.toString()))))
                .isEqualTo(allowed);
        var exact = standIn.fleet().createKey(at.policy(deny("NumericNotEquals", days)));
        assertThat(succeeds(kms -> kms.disableKey(r -> r.keyId(exact.toString()))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "StringResembles":{"aws:username":"x"}
        "NullIfExists":{"aws:username":"true"}
        "NumericEquals":{"aws:EpochTime":"soon"}
        "DateLessThan":{"aws:CurrentTime":"tomorrow"}
        "IpAddress":{"aws:SourceIp":"localhost"}
        "ForSomeValues:StringEquals":{"aws:username":"x"}
        """)
    void makeAPolicyMalformedThatCannotBeDecided(String condition) {
        var key = key().toString();
        assertThat(errorOf(() -> clients.kms(ACCOUNT)
                                .putKeyPolicy(r -> r.keyId(key)
                                        .policy("{\"Statement\":[" + statement("Allow", "kms:*", condition) + "]}")))
                        .errorCode())
                .isEqualTo("MalformedPolicyDocumentException");
    }

    @Test
    void saysWhichGrantMayBeMade() {
        var key = key(
                "kms:*",
                "\"ForAllValues:StringEquals\":{\"kms:GrantOperations\":[\"Decrypt\"]},\"StringEquals\":"
                        + "{\"kms:GrantConstraintType\":\"EncryptionContextSubset\"},\"Bool\":"
                        + "{\"kms:GrantIsForAWSResource\":\"false\"}");
        assertThat(succeeds(kms -> kms.createGrant(r -> r.keyId(key.toString())
                        .granteePrincipal("arn:aws:iam::111122223333:role/app")
                        .operationsWithStrings("Decrypt")
                        .constraints(c -> c.encryptionContextSubset(Map.of("tenant", "a"))))))
                .isTrue();
        assertThat(succeeds(kms -> kms.createGrant(r -> r.keyId(key.toString())
                        .granteePrincipal("arn:aws:iam::111122223333:role/app")
                        .operationsWithStrings("Decrypt"))))
                .isFalse();
    }

    private boolean succeeds(Consumer<KmsClient> call) {
        try {
            call.accept(clients.kms(ACCOUNT));
            return true;
        } catch (KmsException denied) {
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return false;
        }
    }

    private KeyArn key(String action, String condition) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "alias/app")
                        .aged(Duration.ofDays(400))
                        .tag("team", "payments")
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement("Allow", action, condition)
                                + "]}"));
    }

    private static String deny(String operator, int days) {
        return "{\"Statement\":[" + statement("Allow", "kms:*", "") + ","
                + statement(
                        "Deny",
                        "kms:DisableKey",
                        "\"" + operator + "\":{\"kms:TrailingDaysWithoutKeyUsage\":\"" + days + "\"}")
                + "]}";
    }

    private static String statement(String effect, String action, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":\"*\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\",\"Condition\":{" + condition + "}}";
    }
}
