package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What keeps the suite from touching what is not its own. */
@Conformance
class SafetyTest {
    private final Subject aws;

    SafetyTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void startsItsOwnStandInUnlessTold() {
        assertThat(Target.of(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(new Target.OwnStandIn());
        assertThat(Target.of(Optional.of("http://127.0.0.1:4599"), Optional.empty(), Optional.empty()))
                .isEqualTo(new Target.OtherStandIn(URI.create("http://127.0.0.1:4599")));
    }

    @Test
    void goesToAWSOnlyInAnAccountThatWasNamed() {
        assertThatThrownBy(() -> Target.of(Optional.of("aws"), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dkeysunset.conformance.account=");
        assertThat(Target.of(Optional.of("aws"), Optional.of("111122223333"), Optional.of("eu-west-1")))
                .isEqualTo(new Target.Aws("111122223333", Optional.of("eu-west-1")));
        assertThatThrownBy(() -> Subject.admit("444455556666", aws.account()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The credentials are of account " + aws.account()
                        + ", but 444455556666 was named; nothing was done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://kms.us-east-1.amazonaws.com", "https://kms.us-east-1.api.aws", "elsewhere"})
    void takesNoAddressOfAWSForAStandIn(String endpoint) {
        assertThatThrownBy(() -> Target.of(Optional.of(endpoint), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no stand-in");
    }

    @Test
    void refusesToTouchAKeyOfSomebodyElse() {
        var foreign = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assertThatThrownBy(() -> aws.kms().disableKey(request -> request.keyId(foreign)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("DisableKeyRequest names " + foreign
                        + ", which this run did not make: the suite only works on its own keys");
        assertThatThrownBy(() -> aws.kms().scheduleKeyDeletion(request -> request.keyId("alias/aws/s3")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> aws.kms().deleteAlias(request -> request.aliasName("alias/production")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> aws.kms().describeKey(request -> request.keyId(foreign)))
                .isInstanceOf(KmsException.class);
    }

    @Test
    void schedulesTheDeletionOfEveryKeyItMade() {
        var pending = aws.keys().create(aws.kms());
        aws.kms().scheduleKeyDeletion(request -> request.keyId(pending.arn()).pendingWindowInDays(7));
        var plain = aws.keys().create(aws.kms());
        assertThat(OwnKeys.end(aws.kms(), pending)).startsWith("will be deleted after ");
        assertThat(OwnKeys.end(aws.kms(), plain)).startsWith("will be deleted after ");
        assertThat(aws.kms()
                        .describeKey(request -> request.keyId(plain.arn()))
                        .keyMetadata()
                        .keyState())
                .isEqualTo(KeyState.PENDING_DELETION);
    }
}
