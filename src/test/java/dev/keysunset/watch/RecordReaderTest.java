package dev.keysunset.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import dev.keysunset.watch.WatchRecord.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudTrail's record shapes, as documented and as seen, and what each of them shows. */
class RecordReaderTest {
    private final RecordReader reader = new RecordReader(new MemberRole());

    /** Our role, as the configuration has it. */
    private record MemberRole() implements Accounts {
        @Override
        public SortedSet<Place> places() {
            return new TreeSet<>();
        }

        @Override
        public Optional<String> name(String accountId) {
            return Optional.empty();
        }

        @Override
        public Optional<String> memberRoleArn(String accountId) {
            return Optional.of("arn:aws:iam::" + accountId + ":role/keysunset-member");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    30-decrypt-disabled-iamuser                     | 1234abcd | user/Alice
                    31-decrypt-disabled-s3-on-behalf-of-role        | 1234abcd | orders-app
                    32-decrypt-disabled-no-resources                | 1234abcd | orders-app
                    33-encrypt-disabled-by-alias-no-resources       | 1234abcd | billing
                    34-generatedatakey-disabled-bare-keyid          | 1234abcd | user/backup
                    35-generatedatakey-disabled-awsservice-logs     | 1234abcd | logs.amazonaws.com
                    36-decrypt-disabled-cross-account-owner-copy    | 1234abcd | account 444455556666
                    37-decrypt-disabled-cross-account-caller-copy   | 1234abcd | etl
                    38-reencrypt-disabled-source                    | 1234abcd | rewrap
                    39-reencrypt-disabled-destination               | 0987dcba | rewrap
                    40-sign-disabled-multiregion-replica            | mrk-1234 | issuer
                    42-creategrant-disabled-autoscaling             | 1234abcd | AWSServiceRoleForAutoScaling
                    46-decrypt-pendingdeletion-invalidstate         | 1234abcd | monthly-report
                    47-decrypt-pendingdeletion-disabledexception    | 1234abcd | monthly-report
                    48-verifymac-pendingreplicadeletion             | mrk-1234 | gate
                    """)
    void seesANeedInAFailedCryptographicCall(String file, String keyId, String principal) {
        var record = only(file);
        assertThat(record.kind()).isEqualTo(Kind.SIGHTING);
        assertThat(record.keyArn().keyId()).startsWith(keyId);
        assertThat(record.caller().principal()).contains(principal);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    01-decrypt-success-iamuser                          | 1
                    04-generatedatakey-by-alias-success                 | 1
                    05-generatedatakey-s3-on-behalf-of-role             | 1
                    06-decrypt-s3-no-keyid                              | 1
                    07-reencrypt-two-keys-success                       | 2
                    08-sign-success                                     | 1
                    09-generatemac-success                              | 1
                    11-decrypt-ebs-attach-infrastructure-role           | 1
                    20-generatedatakey-via-vpc-endpoint                 | 1
                    22-encrypt-workmail-awsservice-shared               | 1
                    23-decrypt-workmail-awsservice-no-keyid             | 1
                    24-decrypt-redshift-foreign-service-role-shared     | 1
                    25-generatedatakey-secretsmanager-real              | 1
                    26-decrypt-ssm-parameter-real                       | 1
                    27-generatedatakey-cloudtrail-service-shared-real   | 1
                    41-getpublickey-success-while-disabled              | 1
                    45-decrypt-success-after-disable-settling           | 1
                    """)
    void seesAUseInASuccessAndLeavesItToTheTimeWhetherItCounts(String file, int keys) {
        assertThat(about(file).records())
                .hasSize(keys)
                .allSatisfy(record -> assertThat(record.kind()).isEqualTo(Kind.SUCCESS));
    }

    @ParameterizedTest
    @CsvSource({
        "13-disablekey-success,DisableKey",
        "14-enablekey-success,EnableKey",
        "15-schedulekeydeletion-success,ScheduleKeyDeletion",
        "16-schedulekeydeletion-mrk-pendingreplicadeletion,ScheduleKeyDeletion",
        "17-cancelkeydeletion-success,CancelKeyDeletion",
        "18-deletekey-service-event,DeleteKey",
        "55-deletekey-with-responseelements,DeleteKey"
    })
    void seesAChangeOfStateAsSuch(String file, String operation) {
        var record = only(file);
        assertThat(record.kind()).isEqualTo(Kind.CONTROL);
        assertThat(record.event().operation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "02-decrypt-incorrectkey-iamuser",
        "03-decrypt-xks-invalidstate-not-deletion",
        "10-creategrant-success",
        "12-creategrant-ec2-infrastructure",
        "19-synchronizemultiregionkey-service-event",
        "21-generatedatakeywithoutplaintext-invalidkeyusage",
        "28-decrypt-invalidciphertext-cross-account-owner-copy-real",
        "43-enablekeyrotation-disabled-management",
        "49-schedulekeydeletion-again-invalidstate"
    })
    void notesWhatNeedsNobodysKey(String file) {
        assertThat(about(file).records())
                .allSatisfy(record -> assertThat(record.kind()).isEqualTo(Kind.NOTE));
    }

    @ParameterizedTest
    @CsvSource({
        "29-decrypt-accessdenied-config-service",
        "50-decrypt-notfound-after-deletion",
        "51-disablekey-denied-by-guardrail",
        "52-encrypt-dryrun",
        "53-describekey-success-while-disabled",
        "54-getkeylastusage-success",
        "44-decrypt-canary-by-keysunset"
    })
    void seesNoNeedInWhatWasDeniedDryRunReadOrOurOwn(String file) {
        switch (reader.read(text(file))) {
            case RecordReading.About(var records) ->
                assertThat(records)
                        .allSatisfy(record -> assertThat(record.kind()).isEqualTo(Kind.NOTE));
            case RecordReading.Irrelevant _ -> {}
            case RecordReading.Unreadable(var why) -> throw new AssertionError(why);
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
        var text = text("30-decrypt-disabled-iamuser").replace("\"Decrypt\"", "\"UnwrapQuantumKey\"");
        assertThat(about(reader.read(text)).records().getFirst().kind()).isEqualTo(Kind.SIGHTING);
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

    @Test
    void putsAsideARecordCutShortAnywhere() {
        var whole = text("30-decrypt-disabled-iamuser").strip();
        for (int length = 0; length < whole.length(); length += 7) {
            assertThat(reader.read(whole.substring(0, length))).isInstanceOf(RecordReading.Unreadable.class);
        }
    }

    private WatchRecord control(String role, String session) {
        var text = text("14-enablekey-success")
                .replaceAll("(?s)\"userIdentity\": \\{.*?\\n  \\},", """
                        "userIdentity": {"type": "AssumedRole", "accountId": "111122223333",
                          "arn": "arn:aws:sts::111122223333:assumed-role/%s/%s",
                          "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::111122223333:role/%s"}}},
                        """.formatted(role, session, role));
        return about(reader.read(text)).records().getFirst();
    }

    private WatchRecord only(String file) {
        assertThat(about(file).records()).hasSize(1);
        return about(file).records().getFirst();
    }

    private RecordReading.About about(String file) {
        return about(reader.read(text(file)));
    }

    private static RecordReading.About about(RecordReading reading) {
        assertThat(reading).isInstanceOf(RecordReading.About.class);
        return (RecordReading.About) reading;
    }

    static String text(String file) {
        try (var stream = RecordReaderTest.class.getResourceAsStream("/cloudtrail/" + file + ".json")) {
            if (stream == null) {
                throw new AssertionError("no such record: " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
