package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.Tag;

/** What stands on a key: tags, description and its policy. */
@Conformance
class LabelsTest {
    private static final Duration CONSISTENCY = Duration.ofMinutes(5);

    private final Subject aws;

    LabelsTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void keepsTagsUntilTheyAreTakenAway() {
        var key = aws.keys().create(aws.kms()).keyId();
        var tag = Tag.builder().tagKey("owner").tagValue("conformance").build();
        aws.kms().tagResource(request -> request.keyId(key).tags(tag));
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aws.kms()
                                        .listResourceTagsPaginator(request -> request.keyId(key))
                                        .tags())
                                .hasSize(2)
                                .contains(tag));
        aws.kms().untagResource(request -> request.keyId(key).tagKeys("owner"));
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aws.kms()
                                        .listResourceTags(request -> request.keyId(key))
                                        .tags())
                                .extracting(Tag::tagKey)
                                .containsExactly(OwnKeys.TAG));
    }

    @Test
    void changesADescription() {
        var key = aws.keys().create(aws.kms()).keyId();
        aws.kms().updateKeyDescription(request -> request.keyId(key).description("another"));
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aws.kms()
                                        .describeKey(request -> request.keyId(key))
                                        .keyMetadata()
                                        .description())
                                .isEqualTo("another"));
    }

    @Test
    void tellsAndReplacesTheKeyPolicy() {
        var key = aws.keys().create(aws.kms()).keyId();
        assertThat(policy(key)).contains("arn:aws:iam::" + aws.account() + ":root", "kms:*");
        var replaced = """
            {"Version":"2012-10-17","Id":"conformance","Statement":[{"Sid":"all","Effect":"Allow",
            "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"}]}\
            """.formatted(aws.account());
        aws.kms()
                .putKeyPolicy(
                        request -> request.keyId(key).policyName("default").policy(replaced));
        aws.patience().until(CONSISTENCY, () -> assertThat(policy(key)).contains("conformance"));
        assertThat(aws.kms().listKeyPolicies(request -> request.keyId(key)).policyNames())
                .containsExactly("default");
    }

    private String policy(String key) {
        return aws.kms()
                .getKeyPolicy(request -> request.keyId(key).policyName("default"))
                .policy();
    }
}
