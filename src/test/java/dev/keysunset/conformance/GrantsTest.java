package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Permission that stands on the key itself. */
@Conformance
class GrantsTest {
    private static final Duration CONSISTENCY = Duration.ofMinutes(5);

    private final Subject aws;
    private final KeyMetadata key;
    private final String root;

    GrantsTest(Subject aws) {
        this.aws = aws;
        this.key = aws.keys().create(aws.kms());
        this.root = "arn:aws:iam::" + aws.account() + ":root";
    }

    @Test
    void areListedUntilTheyAreRevoked() {
        var grant = grant();
        listed(grant, true);
        var listed = aws.kms().listGrantsPaginator(request -> request.keyId(key.arn())).grants().stream()
                .findFirst()
                .orElseThrow();
        assertThat(listed.keyId()).isEqualTo(key.arn());
        assertThat(listed.granteePrincipal()).isEqualTo(root);
        assertThat(listed.retiringPrincipal()).isEqualTo(root);
        assertThat(listed.issuingAccount()).isEqualTo(root);
        assertThat(listed.operations()).containsExactlyInAnyOrder(GrantOperation.DECRYPT, GrantOperation.DESCRIBE_KEY);
        assertThat(listed.constraints().encryptionContextSubset()).containsEntry("purpose", "conformance");
        aws.kms().revokeGrant(request -> request.keyId(key.arn()).grantId(grant.grantId()));
        listed(grant, false);
    }

    @Test
    void canBeRetiredByWhomTheyName() {
        var grant = grant();
        listed(grant, true);
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aws.kms()
                                        .listRetirableGrantsPaginator(request -> request.retiringPrincipal(root))
                                        .grants())
                                .extracting(GrantListEntry::grantId)
                                .contains(grant.grantId()));
        aws.kms().retireGrant(request -> request.grantToken(grant.grantToken()));
        listed(grant, false);
    }

    @Test
    void stayOnADisabledKeyAndCanBeRevokedThere() {
        var grant = grant();
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        listed(grant, true);
        aws.kms().revokeGrant(request -> request.keyId(key.arn()).grantId(grant.grantId()));
        listed(grant, false);
    }

    private CreateGrantResponse grant() {
        return aws.kms()
                .createGrant(request -> request.keyId(key.arn())
                        .granteePrincipal(root)
                        .retiringPrincipal(root)
                        .operations(GrantOperation.DECRYPT, GrantOperation.DESCRIBE_KEY)
                        .constraints(limits -> limits.encryptionContextSubset(Map.of("purpose", "conformance"))));
    }

    private void listed(CreateGrantResponse grant, boolean there) {
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(
                                        aws
                                                .kms()
                                                .listGrantsPaginator(request -> request.keyId(key.arn()))
                                                .grants()
                                                .stream()
                                                .anyMatch(listed ->
                                                        listed.grantId().equals(grant.grantId())))
                                .isEqualTo(there));
    }
}
