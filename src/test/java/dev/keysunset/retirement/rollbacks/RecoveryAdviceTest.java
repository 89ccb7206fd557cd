package dev.keysunset.retirement.rollbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Advice;
import dev.keysunset.core.Explanation;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RecordedCall;
import dev.keysunset.core.RecordedCalls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class RecoveryAdviceTest {
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd");

    private final RecoveryAdvice book = new RecoveryAdvice();

    @Test
    void saysForEveryServiceWhatToCheckWhatToRepeatAndHowThatIsKnown() {
        assertThat(book.byService()).hasSizeGreaterThan(15).allSatisfy(advice -> {
            assertThat(List.of(advice.comesBack(), advice.check(), advice.repeat()))
                    .as(advice.service())
                    .allSatisfy(text -> assertThat(text).isNotBlank());
            assertThat(advice.source()).as(advice.service()).containsAnyOf("documented", "observed", "expected");
            assertThat(advice.signs().invokedBy()).as(advice.service()).isNotEmpty();
        });
        assertThat(book.general().check()).isNotBlank();
    }

    @Test
    void namesEveryServiceOnce() {
        assertThat(book.byService()).extracting(Advice::service).doesNotHaveDuplicates();
        assertThat(book.byService().stream().flatMap(advice -> advice.signs().invokedBy().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void warnsThatTwoDatabasesNeedMoreThanTheirKey() {
        assertThat(fitting(call("rds.amazonaws.com", "aws:rds:db-id")))
                .singleElement()
                .satisfies(advice -> assertThat(advice.repeat()).contains("start-db-instance"));
        assertThat(fitting(call("dynamodb.amazonaws.com", "aws:dynamodb:tableName")))
                .singleElement()
                .satisfies(advice -> assertThat(advice.comesBack()).contains("up to an hour"));
    }

    /** What the encryption contexts of AWS's own services look like where no invokedBy says so. */
    @ParameterizedTest
    @CsvSource({
        "aws:s3:arn, S3",
        "aws:ebs:id, EC2 and EBS",
        "SecretARN, Secrets Manager",
        "PARAMETER_ARN, Systems Manager parameters",
        "aws:lambda:FunctionArn, Lambda",
        "aws:sqs:arn, SQS",
        "aws:logs:arn, CloudWatch Logs",
        "aws:redshift:arn, Redshift"
    })
    void knowsAServiceByItsEncryptionContext(String key, String service) {
        assertThat(fitting(call("AWS Internal", key)))
                .extracting(Advice::service)
                .containsExactly(service);
    }

    @Test
    void hasNothingParticularForAServiceItDoesNotKnow() {
        assertThat(fitting(call("new-service.amazonaws.com", "tenant"))).isEmpty();
    }

    private List<Advice> fitting(RecordedCall call) {
        return Explanation.advice(new RecordedCalls(List.of(call), 0), book.byService()).stream()
                .map(Explanation.Advised::advice)
                .toList();
    }

    private static RecordedCall call(String service, String context) {
        return new RecordedCall(
                KEY,
                Instant.EPOCH,
                "Decrypt",
                RecordedCall.Outcome.NEEDED,
                new RecordedCall.Caller(
                        "arn:aws:sts::111122223333:assumed-role/payroll/x", Optional.of(service), Optional.empty()),
                Map.of(context, "something"));
    }
}
