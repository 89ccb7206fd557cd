package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record says of a use, and what it refuses to say. */
class UseReaderTest {
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");

    private static final String RECORD = """
            {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:orders",
            "arn":"arn:aws:sts::111122223333:assumed-role/orders/i-0abc","accountId":"111122223333",
            "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/orders"}},
            "invokedBy":"s3.amazonaws.com"},"eventTime":"2026-03-01T02:00:00Z","eventSource":"kms.amazonaws.com",
            "eventName":"Decrypt","awsRegion":"us-east-1","sourceIPAddress":"s3.amazonaws.com","userAgent":"s3.amazonaws.com",
            "requestParameters":{"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::invoices/2026/02.pdf"}},
            "responseElements":null,"requestID":"r","eventID":"e","readOnly":true,
            "resources":[{"accountId":"111122223333","type":"AWS::KMS::Key",
            "ARN":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}],
            "eventType":"AwsApiCall","recipientAccountId":"111122223333"}""";

    private final UseReader reader = new UseReader(new Examples.MemberRole());

    @Test
    void tellsWhoUsedItThroughWhomAndForWhat() {
        assertThat(reader.read(KEY, RECORD).found()).hasValueSatisfying(use -> {
            assertThat(use.at()).isEqualTo("2026-03-01T02:00:00Z");
            assertThat(use.operation()).isEqualTo("Decrypt");
            assertThat(use.told())
                    .isEqualTo("by arn:aws:sts::111122223333:assumed-role/orders/i-0abc on behalf of s3.amazonaws.com"
                            + " for arn:aws:s3:::invoices/2026/02.pdf");
            assertThat(use.by().kind()).isEqualTo("ROLE");
            assertThat(use.by().source().service()).contains("s3.amazonaws.com");
            assertThat(use.encryptionContext()).containsEntry("aws:s3:arn", "arn:aws:s3:::invoices/2026/02.pdf");
            assertThat(use.record()).isEqualTo(RECORD);
            assertThat(use.call(KEY).caller().service()).contains("s3.amazonaws.com");
        });
    }

    @Test
    void believesNoRecordAboutAnotherKey() {
        var other = KeyArn.of(KEY.toString().replace("1234abcd", "9999abcd"));
        assertThat(reader.read(other, RECORD).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.message()).contains(KEY.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"eventSource\":\"kms.amazonaws.com\"}",
                "{\"eventSource\":\"s3.amazonaws.com\"}"
            })
    void saysOfWhatIsNoRecordThatItCannotBeRead(String text) {
        assertThat(reader.read(KEY, text)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void readsNoRecordCutShort() {
        for (var length = 0; length < RECORD.length(); length += 7) {
            assertThat(reader.read(KEY, RECORD.substring(0, length))).isInstanceOf(Reading.Unreadable.class);
        }
    }
}
