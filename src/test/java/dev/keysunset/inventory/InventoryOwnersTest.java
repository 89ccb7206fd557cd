package dev.keysunset.inventory;

import static dev.keysunset.inventory.InventoryWorld.NOW;
import static dev.keysunset.inventory.InventoryWorld.OTHER_PLACE;
import static dev.keysunset.inventory.InventoryWorld.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.KeyOwners;
import dev.keysunset.inventory.scan.ScanHand;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of a key: whoever it belongs to, as the last scan found it. */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class InventoryOwnersTest {
    @Inject
    KeyShelf shelf;

    @Inject
    ScanHand hand;

    @Inject
    KeyOwners owners;

    @BeforeEach
    void clear() {
        shelf.clear();
        hand.forget();
    }

    @Test
    void isWhoeverTheKeysTagNames() {
        var key = owned(PLACE, "ledger");
        hand.scan();
        assertThat(owner(key)).hasValue("ledger");
    }

    @Test
    void isWhoeverTheLatestScanFound() {
        var key = owned(PLACE, "ledger");
        hand.scan();
        shelf.tag(key, Map.of("owner", "payroll"));
        assertThat(owner(key)).as("nobody has looked since").hasValue("ledger");
        hand.scan();
        assertThat(owner(key)).hasValue("payroll");
    }

    @Test
    void isNobodyWhereNoneIsKnown() {
        var untagged = put(PLACE);
        shelf.tag(untagged, Map.of("stage", "prod"));
        hand.scan();
        var neverScanned = new KeyArn("aws", "us-east-1", PLACE.accountId(), "00000000-0000-0000-0000-000000000000");
        assertThat(owner(untagged)).isEmpty();
        assertThat(owner(neverScanned)).isEmpty();
    }

    /** Of a family each member may be tagged otherwise: whatever order it is asked in, the same owner is told. */
    @Test
    void isOneForAllMembersOfAFamily() {
        var nobodys = put(PLACE);
        shelf.tag(nobodys, Map.of("stage", "prod"));
        var keys = List.of(owned(PLACE, "ledger"), owned(OTHER_PLACE, "payroll"), nobodys);
        hand.scan();

        var first = Stream.of(keys.get(0), keys.get(1))
                .map(KeyArn::toString)
                .sorted()
                .findFirst()
                .orElseThrow();
        var expected = first.equals(keys.get(0).toString()) ? "ledger" : "payroll";
        assertThat(owner(keys.toArray(KeyArn[]::new))).hasValue(expected);
        assertThat(owner(keys.reversed().toArray(KeyArn[]::new))).hasValue(expected);
    }

    /** Whoever owned it is still whom its end concerns. */
    @Test
    void isKnownOfAKeyThatIsGone() {
        var key = owned(PLACE, "ledger");
        hand.scan();
        shelf.remove(key);
        hand.scan();
        assertThat(owner(key)).hasValue("ledger");
    }

    private KeyArn owned(Place place, String owner) {
        var key = put(place);
        shelf.tag(key, Map.of("owner", owner));
        return key;
    }

    private KeyArn put(Place place) {
        return shelf.put(
                place, "alias/key", new Usage.Used(NOW.minus(Duration.ofDays(100)), "Decrypt", Optional.empty()));
    }

    private Optional<String> owner(KeyArn... keys) {
        return QuarkusTransaction.requiringNew()
                .call(() -> owners.owner(Stream.of(keys).map(KeyArn::toString).toList()));
    }
}
