package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.Tag;

/** Listings over pages, short ones among them. */
class PagingTest extends StandInFixture {
    private static final int MANY = 23;

    private final KmsClient kms = clients.kms(ACCOUNT);
    private final String key = key().id();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ListKeys",
                "ListAliases",
                "ListGrants",
                "ListRetirableGrants",
                "ListResourceTags",
                "ListKeyRotations"
            })
    void tellEverythingOnceHoweverShortThePages(String listing) {
        standIn.change(Map.of("kms.short-pages", "0.5"));
        fill(listing);
        assertThat(read(listing).toList()).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void loseNothingWhenKeysComeAndGoBetweenPages() {
        standIn.change(Map.of("kms.short-pages", "0"));
        fill("ListKeys");
        var first = kms.listKeys(r -> r.limit(10));
        var gone = first.keys().get(3).keyId();
        kms.scheduleKeyDeletion(r -> r.keyId(gone).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(9));
        var rest = kms.listKeys(r -> r.marker(first.nextMarker()));
        assertThat(rest.keys()).hasSize(MANY - 10);
        assertThat(rest.truncated()).isFalse();
        assertThat(rest.nextMarker()).isNull();
    }

    @Test
    void endWhereNobodyHasBegun() {
        standIn.change(Map.of("kms.short-pages", "0"));
        fill("ListKeys");
        var marker = kms.listKeys(r -> r.limit(1)).nextMarker();
        for (var call : List.<ThrowingCallable>of(
                () -> kms.listKeys(r -> r.marker("made-up")),
                () -> kms.listAliases(r -> r.marker(marker)),
                () -> kms.listKeyPolicies(r -> r.keyId(key).marker(marker)))) {
            assertThat(errorOf(call).errorCode()).isEqualTo("InvalidMarkerException");
        }
    }

    private void fill(String listing) {
        switch (listing) {
            case "ListKeys" -> IntStream.range(1, MANY).forEach(_ -> key());
            case "ListAliases" ->
                IntStream.range(0, MANY)
                        .forEach(i ->
                                kms.createAlias(r -> r.aliasName("alias/" + i).targetKeyId(key)));
            case "ListResourceTags" ->
                kms.tagResource(r -> r.keyId(key)
                        .tags(IntStream.range(0, MANY)
                                .mapToObj(i -> Tag.builder()
                                        .tagKey("tag" + i)
                                        .tagValue("")
                                        .build())
                                .toList()));
            case "ListKeyRotations" -> {
                kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
                standIn.clock().advance(Duration.ofDays(90L * MANY));
            }
            default -> IntStream.range(0, MANY).forEach(_ -> grant());
        }
    }

    private void grant() {
        kms.createGrant(r -> r.keyId(key)
                .granteePrincipal("arn:aws:iam::111122223333:role/app")
                .retiringPrincipal("arn:aws:iam::111122223333:role/retiring")
                .operations(GrantOperation.DECRYPT));
    }

    private Stream<String> read(String listing) {
        return switch (listing) {
            case "ListKeys" ->
                kms.listKeysPaginator(r -> r.limit(5)).keys().stream().map(entry -> entry.keyId());
            case "ListAliases" ->
                kms.listAliasesPaginator(r -> r.keyId(key).limit(5)).aliases().stream()
                        .map(alias -> alias.aliasName());
            case "ListGrants" ->
                kms.listGrantsPaginator(r -> r.keyId(key).limit(5)).grants().stream()
                        .map(grant -> grant.grantId());
            case "ListRetirableGrants" ->
                kms
                        .listRetirableGrantsPaginator(
                                r -> r.retiringPrincipal("arn:aws:iam::111122223333:role/retiring")
                                        .limit(5))
                        .grants()
                        .stream()
                        .map(grant -> grant.grantId());
            case "ListResourceTags" ->
                kms.listResourceTagsPaginator(r -> r.keyId(key).limit(5)).tags().stream()
                        .map(Tag::tagKey);
            default ->
                kms.listKeyRotationsPaginator(r -> r.keyId(key).limit(5)).rotations().stream()
                        .map(rotation -> rotation.keyMaterialId());
        };
    }
}
