package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Place;
import dev.keysunset.watch.records.WatchRecord.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudTrail's record shapes, as documented and as seen, and what each of them shows. */
class RecordReaderTest {
    private final RecordReader reader = new RecordReader(new Examples.MemberRole());

    @Test
    void knowsItsOwnCanaryByRoleAndSession() {
        var id = UUID.fromString("018f0000-0000-7000-8000-000000000002");
        var ours = canary("keysunset-member", "keysunset-canary." + id, "is disabled.");
        assertThat(ours).isInstanceOf(RecordReading.Canary.class);
        var echo = ((RecordReading.Canary) ours).echo();
        assertThat(echo.canaryId()).isEqualTo(id);
        assertThat(echo.requestId()).isEqualTo("00000010-1111-4222-8333-000000000010");
        assertThat(echo.keyArn().orElseThrow().keyId()).startsWith("1234abcd");
        assertThat(echo.succeeded()).isFalse();
        assertThat(echo.event().time()).isEqualTo("2026-09-14T08:15:30Z");
    }

    @Test
    void takesNobodyElsesSessionForACanary() {
        var id = UUID.fromString("018f0000-0000-7000-8000-000000000002");
        var forged = canary("somebody-else", "keysunset-canary." + id, "is disabled.");
        assertThat(about(forged).records().getFirst().kind()).isEqualTo(Kind.SIGHTING);
    }

    @Test
    void learnsNothingFromACanaryThatFailedForAnotherReason() {
        var id = UUID.fromString("018f0000-0000-7000-8000-000000000002");
        assertThat(canary("keysunset-member", "keysunset-canary." + id, "is unavailable."))
                .isInstanceOf(RecordReading.Irrelevant.class);
    }

    @Test
    void seesACanaryThatSucceeded() {
        var id = UUID.fromString("018f0000-0000-7000-8000-000000000002");
        var text = canaryText("keysunset-member", "keysunset-canary." + id, "is disabled.")
                .replaceAll("\"error(Code|Message)\":\"[^\"]*\",", "");
        var reading = reader.read(text);
        assertThat(reading).isInstanceOf(RecordReading.Canary.class);
        assertThat(((RecordReading.Canary) reading).echo().succeeded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "cloudtrail.amazonaws.com,StopLogging,true",
        "cloudtrail.amazonaws.com,StartLogging,true",
        "cloudtrail.amazonaws.com,PutEventSelectors,true",
        "cloudtrail.amazonaws.com,LookupEvents,false",
        "cloudtrail.amazonaws.com,CreateTrail,false",
        "logs.amazonaws.com,DeleteLogGroup,true",
        "logs.amazonaws.com,PutDataProtectionPolicy,true",
        "logs.amazonaws.com,DeleteRetentionPolicy,false",
        "logs.amazonaws.com,StopLogging,false",
        "events.amazonaws.com,DisableRule,true",
        "sqs.amazonaws.com,PurgeQueue,true",
        "iam.amazonaws.com,DeleteRole,false"
    })
    void seesHandsOnWhatAFeedStandsOn(String source, String operation, boolean hands) {
        var reading = reader.read("""
                {"eventSource":"%s","eventName":"%s","eventID":"e-1","eventTime":"2026-09-14T08:15:30Z",
                 "awsRegion":"us-east-1","recipientAccountId":"111122223333",
                 "userIdentity":{"arn":"arn:aws:iam::111122223333:user/Mallory"},
                 "requestParameters":{"name":"management","logGroupName":"/aws/cloudtrail/management"}}
                """.formatted(source, operation));
        if (hands) {
            assertThat(reading).isInstanceOf(RecordReading.Tampered.class);
            var tampering = ((RecordReading.Tampered) reading).tampering();
            assertThat(tampering.principal()).endsWith("user/Mallory");
            assertThat(tampering.place()).isEqualTo(new Place("111122223333", "us-east-1"));
            assertThat(tampering.targets()).contains("management", "/aws/cloudtrail/management");
        } else {
            assertThat(reading).isInstanceOf(RecordReading.Irrelevant.class);
        }
    }

    @Test
    void countsBothCopiesOfACrossAccountCallAsOneEvent() {
        var owner = only("36-decrypt-disabled-cross-account-owner-copy");
        var caller = only("37-decrypt-disabled-cross-account-caller-copy");
        assertThat(owner.event().identity()).isEqualTo(caller.event().identity());
        assertThat(owner.event().id()).isNotEqualTo(caller.event().id());
    }

    @Test
    void tellsOnWhoseBehalfAndForWhichObject() {
        assertThat(only("31-decrypt-disabled-s3-on-behalf-of-role")
                        .caller()
                        .onBehalfOf()
                        .orElseThrow())
                .contains("arn:aws:s3:::");
    }

    @Test
    void knowsItsOwnEffectsByRoleAndSessionAndNobodyElses() {
        var id = UUID.fromString("018f0000-0000-7000-8000-000000000001");
        var ours = control("keysunset-member", "keysunset." + id);
        var forged = control("somebody-else", "keysunset." + id);
        assertThat(ours.caller().effectId()).contains(id);
        assertThat(forged.caller().effectId()).isEmpty();
    }

    @Test
    void countsAnOperationThatAWSAddsLater() {
        var text = Examples.record("30-decrypt-disabled-iamuser").replace("\"Decrypt\"", "\"UnwrapQuantumKey\"");
        assertThat(about(reader.read(text)).records().getFirst().kind()).isEqualTo(Kind.SIGHTING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DisabledException        | The key cannot be used now.                | REFUSED
                    KMSInvalidStateException | This key is pending something.             | REFUSED
                    KMSInvalidStateException | The custom key store is not connected.     | FAILED
                    AccessDenied             | is disabled                                | DENIED
                    """)
    void seesARefusalForTheKeysStateInOtherWordsToo(String code, String message, WatchRecord.Meaning meaning) {
        var text = Examples.record("30-decrypt-disabled-iamuser")
                .replace("DisabledException", code)
                .replaceFirst("\"errorMessage\":\"[^\"]*\"", "\"errorMessage\":\"" + message + "\"");
        assertThat(about(reader.read(text)).records().getFirst().details().meaning())
                .isEqualTo(meaning);
    }

    @Test
    void putsAsideARefusalThatDoesNotSayOfWhichKey() {
        var text = Examples.record("33-encrypt-disabled-by-alias-no-resources")
                .replaceFirst("\"errorMessage\":\"[^\"]*\"", "\"errorMessage\":\"The key is disabled.\"");
        assertThat(text).contains("alias/");
        assertThat(reader.read(text.replace("alias/", "nothing/"))).isInstanceOf(RecordReading.Unreadable.class);
        assertThat(reader.read(text)).isInstanceOf(RecordReading.ByAlias.class);
    }

    @Test
    void completesABareIdWithThePartitionOfItsRegion() {
        var text = Examples.record("34-generatedatakey-disabled-bare-keyid")
                .replaceFirst("\"errorMessage\":\"[^\"]*\"", "\"errorMessage\":\"The key is disabled.\"")
                .replaceAll("\"resources\":\\[[^\\]]*\\]", "\"resources\":[]")
                .replace("us-west-2", "cn-north-1");
        assertThat(about(reader.read(text)).records().getFirst().keyArn().toString())
                .isEqualTo("arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "not json",
                "[]",
                "{\"eventSource\":\"kms.amazonaws.com\"}",
                "{\"eventSource\":\"kms.amazonaws.com\" `,`",
                "\"text\""
            })
    void putsAsideWhatItCannotRead(String text) {
        assertThat(reader.read(text)).isInstanceOf(RecordReading.Unreadable.class);
    }

    /** The database could not take it, and a poll that brought it would never be recorded. */
    @ParameterizedTest
    @CsvSource({"eventID, 3000", "eventTime, 0"})
    void putsAsideWhatTheDatabaseCouldNotTake(String field, int length) {
        var value = length > 0 ? "x".repeat(length) : "+294277-01-01T00:00:00Z";
        var text = Examples.record("30-decrypt-disabled-iamuser")
                .replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"");
        assertThat(text).contains(value);
        assertThat(reader.read(text)).isInstanceOf(RecordReading.Unreadable.class);
    }

    @Test
    void putsAsideARecordCutShortAnywhere() {
        var whole = Examples.record("30-decrypt-disabled-iamuser").strip();
        for (int length = 0; length < whole.length(); length += 7) {
            assertThat(reader.read(whole.substring(0, length))).isInstanceOf(RecordReading.Unreadable.class);
        }
    }

    private WatchRecord control(String role, String session) {
        var text = Examples.record("14-enablekey-success")
                .replaceAll("\"userIdentity\":\\{.*?\\},", """
                        "userIdentity": {"type": "AssumedRole", "accountId": "111122223333",
                          "arn": "arn:aws:sts::111122223333:assumed-role/%s/%s",
                          "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::111122223333:role/%s"}}},
                        """.formatted(role, session, role));
        return about(reader.read(text)).records().getFirst();
    }

    private RecordReading canary(String role, String session, String state) {
        return reader.read(canaryText(role, session, state));
    }

    private static String canaryText(String role, String session, String state) {
        return Examples.record("44-decrypt-canary-by-keysunset")
                .replace("assumed-role/keysunset-member/keysunset-canary", "assumed-role/" + role + "/" + session)
                .replace("role/keysunset-member", "role/" + role)
                .replace("is disabled.", state);
    }

    private WatchRecord only(String file) {
        assertThat(about(file).records()).hasSize(1);
        return about(file).records().getFirst();
    }

    private RecordReading.About about(String file) {
        return about(reader.read(Examples.record(file)));
    }

    private static RecordReading.About about(RecordReading reading) {
        assertThat(reading).isInstanceOf(RecordReading.About.class);
        return (RecordReading.About) reading;
    }
}
