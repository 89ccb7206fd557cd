package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;

/** Condition keys that tell what a request asks for, who makes it, and through whom. */
class RequestConditionsTest extends StandInFixture {
    private static final String APP = "arn:aws:iam::111122223333:role/app";
    private static final String OPEN = policy("\"kms:*\"", "");
    private static final SdkBytes TEXT = SdkBytes.fromUtf8String("text");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Sign                | "StringEquals":{"kms:SigningAlgorithm":"ECDSA_SHA_256"}                            | true
        Sign                | "StringEquals":{"kms:SigningAlgorithm":"ECDSA_SHA_384"}                            | false
        Sign                | "StringEquals":{"kms:MessageType":"DIGEST"}                                        | true
        Sign                | "StringEquals":{"kms:MessageType":"RAW"}                                           | false
        GenerateMac         | "StringEquals":{"kms:MacAlgorithm":"HMAC_SHA_256"}                                 | true
        GenerateMac         | "StringEquals":{"kms:MacAlgorithm":"HMAC_SHA_512"}                                 | false
        GenerateMac         | "Null":{"kms:MessageType":"false"}                                                 | false
        GenerateDataKeyPair | "StringEquals":{"kms:DataKeyPairSpec":"ECC_NIST_P256"}                             | true
        GenerateDataKeyPair | "StringLike":{"kms:DataKeyPairSpec":"RSA_*"}                                       | false
        CreateGrant         | "StringEquals":{"kms:GranteePrincipal":"arn:aws:iam::111122223333:role/app"}       | true
        CreateGrant         | "StringEquals":{"kms:GranteePrincipal":"arn:aws:iam::111122223333:role/other"}     | false
        CreateGrant         | "StringLike":{"kms:RetiringPrincipal":"arn:aws:iam::111122223333:role/ret*"}       | true
        PutKeyPolicy        | "Bool":{"kms:BypassPolicyLockoutSafetyCheck":"true"}                               | true
        PutKeyPolicy        | "Bool":{"kms:BypassPolicyLockoutSafetyCheck":"false"}                              | false
        TagResource         | "StringEquals":{"aws:RequestTag/team":"payments"}                                  | true
        TagResource         | "StringEquals":{"aws:RequestTag/team":"hr"}                                        | false
        TagResource         | "Null":{"aws:RequestTag/owner":"true"},"ForAllValues:StringEquals":{"aws:TagKeys":"team"} | true
        UntagResource       | "ForAnyValue:StringEquals":{"aws:TagKeys":"team"}                                  | true
        UntagResource       | "ForAllValues:StringEquals":{"aws:TagKeys":"owner"}                                | false
        """)
    void tellWhatIsAskedFor(String operation, String condition, boolean allowed) {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(spec(operation)).policy(policy("\"kms:*\"", condition)));
        assertThat(isAllowed(() -> call(operation, clients.kms(ACCOUNT), key.toString())))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, true"})
    void tellWhetherReEncryptingStaysUnderOneKey(boolean same, boolean wanted, boolean allowed) {
        var encrypting = policy("\"kms:Encrypt\"", "");
        var statement = policy("\"kms:ReEncrypt*\"", "\"Bool\":{\"kms:ReEncryptOnSameKey\":\"" + wanted + "\"}");
        var both = encrypting.replace("]}", "," + statement.substring(statement.indexOf('[') + 1));
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "alias/source").policy(both));
        standIn.fleet().createKey(KeyPlan.in(PLACE, "alias/other").policy(both));
        var kms = clients.kms(ACCOUNT);
        var blob = kms.encrypt(r -> r.keyId(key.toString()).plaintext(TEXT)).ciphertextBlob();
        assertThat(isAllowed(() -> kms.reEncrypt(
                        r -> r.ciphertextBlob(blob).destinationKeyId(same ? "alias/source" : "alias/other"))))
                .isEqualTo(allowed);
    }

    @Test
    void tellTheTagsOfAKeyToBe() throws Exception {
        Organization.of(standIn).role(ACCOUNT, "app", """
            {'Statement':[{'Effect':'Allow','Action':['kms:CreateKey','kms:TagResource'],'Resource':'*',
            'Condition':{'StringEquals':{'aws:RequestTag/team':'payments'}}}]}\
            """);
        var kms = clients.kms(clients.role(ACCOUNT, "app", Optional.empty()), "us-east-1");
        assertThat(isAllowed(
                        () -> kms.createKey(r -> r.tags(tag("team", "payments")).bypassPolicyLockoutSafetyCheck(true))))
                .isTrue();
        assertThat(isAllowed(() -> kms.createKey(r -> r.tags(tag("team", "hr")).bypassPolicyLockoutSafetyCheck(true))))
                .isFalse();
        assertThat(isAllowed(() -> kms.createKey(r -> r.bypassPolicyLockoutSafetyCheck(true))))
                .isFalse();
    }

    @Test
    void tellAPrimaryFromItsReplicas() {
        var plan = KeyPlan.in(PLACE, "").multiRegion(List.of("eu-west-1"));
        var id = standIn.fleet()
                .createKey(
                        plan.policy(policy("\"kms:*\"", "\"StringEquals\":{\"kms:MultiRegionKeyType\":\"REPLICA\"}")))
                .id();
        assertThat(isAllowed(() -> clients.kms(ACCOUNT, "eu-west-1").describeKey(r -> r.keyId(id))))
                .isTrue();
        assertThat(isAllowed(() -> clients.kms(ACCOUNT).describeKey(r -> r.keyId(id))))
                .isFalse();
        var single = key("\"Null\":{\"kms:MultiRegionKeyType\":\"false\"}");
        assertThat(isAllowed(() -> clients.kms(ACCOUNT).describeKey(r -> r.keyId(single.toString()))))
                .isFalse();
    }

    @Test
    void tellTheServiceInBetween() {
        var key = key("\"StringEquals\":{\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\"}");
        var app = KeyUse.by(APP, "Decrypt");
        assertThat(standIn.use(key, app.through("s3.amazonaws.com", Map.of()))).isInstanceOf(Outcome.Success.class);
        assertThat(standIn.use(key, app.through("dynamodb.amazonaws.com", Map.of())))
                .isInstanceOf(Outcome.Failure.class);
        assertThat(standIn.use(key, app)).isInstanceOf(Outcome.Failure.class);
    }

    @Test
    void tellTheSourceIdentityOfASession() {
        var key = key("\"StringEquals\":{\"aws:SourceIdentity\":\"effect-1\"}").toString();
        var everything = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
        var named = clients.kms(clients.member(ACCOUNT, everything), "us-east-1");
        assertThat(isAllowed(() -> named.describeKey(r -> r.keyId(key)))).isTrue();
        var nameless = clients.kms(clients.role(ACCOUNT, "app", Optional.empty()), "us-east-1");
        assertThat(isAllowed(() -> nameless.describeKey(r -> r.keyId(key)))).isFalse();
    }

    /** All accounts here are one organization's; an AWS service belongs to none. */
    @Test
    void tellTheOrganization() {
        var ours = key("\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-standin000\"}");
        assertThat(isAllowed(() -> clients.kms(OTHER).describeKey(r -> r.keyId(ours.toString()))))
                .isTrue();
        assertThat(standIn.use(ours, KeyUse.by("logs.amazonaws.com", "Decrypt")))
                .isInstanceOf(Outcome.Failure.class);
        var theirs = key("\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-a1b2c3d4e5\"}");
        assertThat(isAllowed(() -> clients.kms(ACCOUNT).describeKey(r -> r.keyId(theirs.toString()))))
                .isFalse();
    }

    private KeyArn key(String condition) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).policy(policy("\"kms:*\"", condition)));
    }

    private static KeySpec spec(String operation) {
        return switch (operation) {
            case "Sign" -> KeySpec.ECC_NIST_P256;
            case "GenerateMac" -> KeySpec.HMAC_256;
            default -> KeySpec.SYMMETRIC_DEFAULT;
        };
    }

    private static void call(String operation, KmsClient kms, String key) {
        switch (operation) {
            case "Sign" ->
                kms.sign(r -> r.keyId(key)
                        .message(SdkBytes.fromByteArray(new byte[32]))
                        .messageType(MessageType.DIGEST)
                        .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
            case "GenerateMac" ->
                kms.generateMac(r -> r.keyId(key).message(TEXT).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256));
            case "GenerateDataKeyPair" ->
                kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256));
            case "CreateGrant" ->
                kms.createGrant(r -> r.keyId(key)
                        .granteePrincipal(APP)
                        .retiringPrincipal("arn:aws:iam::111122223333:role/retiring")
                        .operations(GrantOperation.DECRYPT));
            case "PutKeyPolicy" ->
                kms.putKeyPolicy(r -> r.keyId(key).policy(OPEN).bypassPolicyLockoutSafetyCheck(true));
            case "TagResource" -> kms.tagResource(r -> r.keyId(key).tags(tag("team", "payments")));
            case "UntagResource" -> kms.untagResource(r -> r.keyId(key).tagKeys("team"));
            default -> throw new IllegalArgumentException(operation);
        }
    }

    private static boolean isAllowed(Runnable call) {
        try {
            call.run();
            return true;
        } catch (KmsException denied) {
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return false;
        }
    }

    private static Tag tag(String name, String value) {
        return Tag.builder().tagKey(name).tagValue(value).build();
    }

    private static String policy(String action, String condition) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":" + action
                + ",\"Resource\":\"*\",\"Condition\":{" + condition + "}}]}";
    }
}
