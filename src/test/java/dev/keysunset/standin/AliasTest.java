package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** AWS KMS Developer Guide, "Aliases in AWS KMS". */
class AliasTest extends StandInFixture {
    private final KmsClient kms = clients.kms(ACCOUNT);
    private final String key = key().id();

    @Test
    void leadToAnotherKeyOnceTheyAreUpdated() {
        kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key));
        var other = key();
        standIn.clock().advance(Duration.ofDays(1));
        kms.updateAlias(r -> r.aliasName("alias/app").targetKeyId(other.toString()));

        assertThat(kms.describeKey(r -> r.keyId("alias/app")).keyMetadata().keyId())
                .isEqualTo(other.id());
        var alias = kms.listAliases(r -> r.keyId(other.id())).aliases().getFirst();
        assertThat(alias.creationDate()).isEqualTo(START);
        assertThat(alias.lastUpdatedDate()).isEqualTo(START.plus(Duration.ofDays(1)));
        assertThat(kms.listAliases(r -> r.keyId(key)).aliases()).isEmpty();
    }

    @Test
    void leadOnlyToKeysOfTheirKind() {
        kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key));
        var asymmetric = standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(KeySpec.RSA_2048));
        assertThat(errorOf(() -> kms.updateAlias(r -> r.aliasName("alias/app").targetKeyId(asymmetric.id())))
                        .errorCode())
                .isEqualTo("ValidationException");
    }

    @Test
    void existOnceInAPlace() {
        kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key));
        var error = errorOf(() -> kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key)));
        assertThat(error.errorCode()).isEqualTo("AlreadyExistsException");
        assertThat(error.errorMessage())
                .isEqualTo("An alias with the name arn:aws:kms:us-east-1:111122223333:alias/app already exists");
    }

    @Test
    void ofAwsAreNotTheCustomers() {
        standIn.fleet().createKey(KeyPlan.in(PLACE, "alias/aws/s3").managedByAws());
        assertThat(errorOf(() -> kms.createAlias(
                                r -> r.aliasName("alias/aws/own").targetKeyId(key)))
                        .errorCode())
                .isEqualTo("NotAuthorizedException");
        assertThat(errorOf(() -> kms.deleteAlias(r -> r.aliasName("alias/aws/s3")))
                        .errorCode())
                .isIn("NotAuthorizedException", "AccessDeniedException");
    }

    @Test
    void thatAreGoneAreNotFound() {
        kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key));
        kms.deleteAlias(r -> r.aliasName("alias/app"));
        var error = errorOf(() -> kms.deleteAlias(r -> r.aliasName("alias/app")));
        assertThat(error.errorCode()).isEqualTo("NotFoundException");
        assertThat(error.errorMessage()).isEqualTo("Alias arn:aws:kms:us-east-1:111122223333:alias/app is not found.");
    }
}
