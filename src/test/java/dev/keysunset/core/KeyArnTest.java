package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyArnTest {
    @Test
    void readsAndWritesTheSameText() {
        var text = "arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";
        assertThat(KeyArn.parse(text)).map(KeyArn::toString).contains(text);
    }

    @Test
    void joinsAFamilyAcrossRegionsAndNothingElse() {
        assertThat(Given.PRIMARY.familyKey()).isEqualTo(Given.REPLICA.familyKey());
        assertThat(Given.KEY.familyKey()).isEqualTo(Given.KEY.toString());
    }

    @Test
    void findsTheKeysThatATextNames() {
        var text = Given.PRIMARY + " is disabled, \"" + Given.KEY + "\" is pending deletion; " + Given.PRIMARY
                + ", arn:aws:kms:us-east-1:111122223333:alias/orders";
        assertThat(KeyArn.within(text)).containsExactly(Given.PRIMARY, Given.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "alias/orders",
                "arn:aws:kms:us-east-1:111122223333:alias/orders",
                "arn:aws:kms:us-east-1:1111:key/1234abcd",
                "arn:aws:s3:us-east-1:111122223333:key/1234abcd",
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd\n",
                "arn:aws:kms:us-east-1:111122223333:key/../1234abcd"
            })
    void refusesWhatIsNoKeyArn(String text) {
        assertThat(KeyArn.parse(text)).isEmpty();
    }
}
