package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.paginators.ListAliasesIterable;

/** Long answers come in pages; each item comes once. */
@Conformance
class PagingTest {
    private static final Duration CONSISTENCY = Duration.ofMinutes(5);

    private final Subject aws;

    PagingTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void pagesTheAliasesOfAKey() {
        var key = aws.keys().create(aws.kms()).keyId();
        var names = IntStream.range(0, 3).mapToObj(_ -> aws.keys().newAlias()).toList();
        names.forEach(
                name -> aws.kms().createAlias(request -> request.aliasName(name).targetKeyId(key)));
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aliases(key).aliases())
                                .extracting(AliasListEntry::aliasName)
                                .containsExactlyInAnyOrderElementsOf(names));
        assertThat(aliases(key).stream())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(page -> assertThat(page.aliases()).hasSizeLessThanOrEqualTo(1));
        assertThat(aliases(key).stream().map(ListAliasesResponse::truncated).toList())
                .first()
                .isEqualTo(true);
    }

    @Test
    void findsEachKeyOnceInTheListOfAll() {
        var first = aws.keys().create(aws.kms()).keyId();
        var second = aws.keys().create(aws.kms()).keyId();
        aws.patience()
                .until(
                        CONSISTENCY,
                        () -> assertThat(aws.kms().listKeysPaginator(request -> request.limit(1)).keys().stream()
                                        .map(KeyListEntry::keyId)
                                        .filter(id -> id.equals(first) || id.equals(second)))
                                .containsExactlyInAnyOrder(first, second));
    }

    @Test
    void marksTheLastPage() {
        var pages = aws.kms().listKeysPaginator(request -> request.limit(1000)).stream()
                .toList();
        assertThat(pages.getLast().truncated()).isFalse();
        assertThat(pages.getLast().nextMarker()).isNull();
        assertThat(pages.stream().limit(pages.size() - 1L).map(ListKeysResponse::nextMarker))
                .doesNotContainNull();
    }

    @Test
    void refusesAMarkerThatItNeverGave() {
        var refusal = Refusal.of(() -> aws.kms().listKeys(request -> request.marker("not a marker")));
        assertThat(refusal.code()).isIn("InvalidMarkerException", "ValidationException");
    }

    private ListAliasesIterable aliases(String key) {
        return aws.kms().listAliasesPaginator(request -> request.keyId(key).limit(1));
    }
}
