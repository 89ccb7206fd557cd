package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keysunset.standin.fleet.KeyPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS KMS API Reference, the KeyId parameter of each operation: which names it takes, and what it says to the rest. */
class KeyNamesTest {
    private static final StandIn STAND_IN = StandIn.start(StandInFixture.options());
    private static final Clients CLIENTS = new Clients(STAND_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Encrypt                         | yes
        Decrypt                         | yes
        GenerateDataKey                 | yes
        GenerateDataKeyWithoutPlaintext | yes
        GenerateMac                     | yes
        VerifyMac                       | yes
        Sign                            | yes
        Verify                          | yes
        GetPublicKey                    | yes
        DescribeKey                     | yes
        CreateGrant                     | no
        DisableKey                      | no
        EnableKey                       | no
        GetKeyLastUsage                 | no
        GetKeyPolicy                    | no
        GetKeyRotationStatus            | no
        ListAliases                     | no
        ListGrants                      | no
        ListKeyPolicies                 | no
        ListResourceTags                | no
        ScheduleKeyDeletion             | no
        TagResource                     | no
        UntagResource                   | no
        UpdateKeyDescription            | no
        """)
    void takeAliasesOrNot(String operation, String takesAliases) {
        var alias = "alias/for-" + operation;
        var key = STAND_IN.fleet()
                .createKey(KeyPlan.in(StandInFixture.PLACE, alias).spec(KmsCalls.specOf(operation)));
        var kms = CLIENTS.kms(StandInFixture.ACCOUNT);
        for (var name : new String[] {alias, "arn:aws:kms:us-east-1:111122223333:" + alias}) {
            if (takesAliases.equals("yes")) {
                assertThatCode(() -> KmsCalls.make(operation, kms, name)).doesNotThrowAnyException();
            } else {
                var error = StandInFixture.errorOf(() -> KmsCalls.make(operation, kms, name));
                assertThat(error.errorCode()).isEqualTo("NotFoundException");
                assertThat(error.errorMessage()).isEqualTo("Invalid keyId '" + name + "'");
            }
        }
        for (var name : new String[] {key.id(), key.toString()}) {
            assertThatCode(() -> KmsCalls.make(operation, kms, name))
                    .as(name)
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            // Scheduled under its other name.
                            thrown -> assertThat(thrown).hasMessageContaining("is pending deletion."));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fake-key-id | NotFoundException | Invalid keyId 'fake-key-id'
        134f2428cec14b25a1ae9048164dba47 | NotFoundException | Invalid keyId '134f2428cec14b25a1ae9048164dba47'
        mrk-fake-key-id | NotFoundException | Invalid keyId 'mrk-fake-key-id'
        1234abcd-12ab-34cd-56ef-1234567890ab | NotFoundException | Key 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist
        mrk-d3b95762d3b95762d3b95762d3b95762 | NotFoundException | Key 'arn:aws:kms:us-east-1:111122223333:key/mrk-d3b95762d3b95762d3b95762d3b95762' does not exist
        arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | NotFoundException | Key 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist
        arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | NotFoundException | Invalid arn eu-west-1
        arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | NotFoundException | Invalid arn cn-north-1
        alias/none | NotFoundException | Alias arn:aws:kms:us-east-1:111122223333:alias/none is not found.
        arn:aws:kms:eu-west-1:111122223333:alias/none | NotFoundException | Invalid arn eu-west-1
        arn:aws:s3:::bucket | InvalidArnException | Invalid arn arn:aws:s3:::bucket
        """)
    void thatLeadNowhereAreRefusedInTheWordsOfAws(String name, String code, String text) {
        var error =
                StandInFixture.errorOf(() -> CLIENTS.kms(StandInFixture.ACCOUNT).describeKey(r -> r.keyId(name)));
        assertThat(error.errorCode() + ": " + error.errorMessage()).isEqualTo(code + ": " + text);
    }

    @Test
    void areNotAliasesWhereAnAliasShallLead() {
        var error = StandInFixture.errorOf(() -> CLIENTS.kms(StandInFixture.ACCOUNT)
                .createAlias(r -> r.aliasName("alias/a").targetKeyId("alias/b")));
        assertThat(error.errorMessage()).isEqualTo("Aliases must refer to keys. Not aliases");
    }

    @AfterAll
    static void stop() {
        CLIENTS.close();
        STAND_IN.close();
    }
}
