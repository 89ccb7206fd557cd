package dev.keysunset.conformance;

import static dev.keysunset.conformance.Refusal.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** An alias leads to one key, until it is moved. */
@Conformance
class AliasesTest {
    private static final Duration CONSISTENCY = Duration.ofMinutes(5);

    private final Subject aws;
    private final String alias;
    private final String arn;

    AliasesTest(Subject aws) {
        this.aws = aws;
        this.alias = aws.keys().newAlias();
        this.arn = "arn:aws:kms:" + aws.region() + ":" + aws.account() + ":" + alias;
    }

    @Test
    void takesItsUsersToAnotherKeyWhenItIsMoved() {
        var first = aws.keys().create(aws.kms());
        var second = aws.keys().create(aws.kms());
        aws.kms().createAlias(request -> request.aliasName(alias).targetKeyId(first.keyId()));
        leadsTo(first.arn());
        aws.kms().updateAlias(request -> request.aliasName(alias).targetKeyId(second.arn()));
        leadsTo(second.arn());
        assertThat(aws.kms()
                        .listAliasesPaginator(request -> request.keyId(second.keyId()))
                        .aliases())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.aliasArn()).isEqualTo(arn);
                    assertThat(listed.targetKeyId()).isEqualTo(second.keyId());
                    assertThat(listed.lastUpdatedDate()).isAfterOrEqualTo(listed.creationDate());
                });
        assertThat(aws.kms()
                        .listAliasesPaginator(request -> request.keyId(first.keyId()))
                        .aliases())
                .isEmpty();
    }

    @Test
    void isRefusedASecondTime() {
        var key = aws.keys().shared(aws.kms()).keyId();
        aws.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key));
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(Refusal.of(() -> aws.kms()
                                        .createAlias(request ->
                                                request.aliasName(alias).targetKeyId(key))))
                                .isEqualTo(saying(
                                        "AlreadyExistsException",
                                        "An alias with the name " + arn + " already exists")));
    }

    @Test
    void isGoneOnceItIsDeleted() {
        var key = aws.keys().shared(aws.kms());
        aws.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        leadsTo(key.arn());
        aws.kms().deleteAlias(request -> request.aliasName(alias));
        var notFound = saying("NotFoundException", "Alias " + arn + " is not found.");
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(Refusal.of(() -> aws.kms().describeKey(request -> request.keyId(alias))))
                                .isEqualTo(notFound));
        assertThat(Refusal.of(() -> aws.kms().deleteAlias(request -> request.aliasName(alias))))
                .isEqualTo(notFound);
    }

    private void leadsTo(String key) {
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aws.kms()
                                        .encrypt(
                                                request -> request.keyId(alias).plaintext(SdkBytes.fromUtf8String("x")))
                                        .keyId())
                                .isEqualTo(key));
    }
}
