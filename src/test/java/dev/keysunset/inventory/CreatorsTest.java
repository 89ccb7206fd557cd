package dev.keysunset.inventory;

import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.outsider;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.trail.TrailBehaviour;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.Tag;

/** Whose a key is where no tag says so: whoever made it, as CloudTrail's event history tells. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class CreatorsTest extends HistoryStage {
    private static final Duration DELIVERED = Duration.ofHours(1);

    /** Of LookupEvents. */
    private static final int PAGE = 50;

    @Test
    void isWhoeverCalledCreateKeyAndIsToldAsCreator() {
        var key = created();
        detail(key).body("owner", nullValue());

        hand.explain();
        detail(key).body("owner.name", endsWith("user/admin")).body("owner.source", equalTo("CREATOR"));
        assertThat(as("viewer")
                        .get("/keys/" + key.accountId() + "/" + key.region() + "/" + key.keyId())
                        .asString())
                .contains("its creator, no tag names an owner");
    }

    @Test
    void isFoundBehindAllThatWasDoneWithTheKeyRightAfter() {
        var key = create();
        standIn().clock().advance(Duration.ofSeconds(1));
        try (var kms = outsider(PLACE)) {
            for (var volume = 0; volume < 2 * PAGE; volume++) {
                kms.createGrant(request -> request.keyId(key.toString())
                        .granteePrincipal("arn:aws:iam::111122223333:role/fleet")
                        .operationsWithStrings("Decrypt"));
            }
        }
        standIn().clock().advance(DELIVERED);
        scan(key);
        var asked = asked();
        hand.explain();

        detail(key).body("owner.name", endsWith("user/admin")).body("owner.source", equalTo("CREATOR"));
        assertThat(asked()).as("pages").isEqualTo(asked + 3);
    }

    @Test
    void isKeptAndAskedForNoSecondTime() {
        var key = created();
        hand.explain();
        var asked = asked();
        hand.explain();
        scans.scan();
        standIn().clock().advance(Duration.ofDays(100));
        scans.scan();
        hand.explain();

        assertThat(asked()).isEqualTo(asked);
        detail(key).body("owner.source", equalTo("CREATOR"));
    }

    @Test
    void givesWayToATagThatNamesAnOwner() {
        var key = created();
        hand.explain();
        try (var kms = outsider(PLACE)) {
            kms.tagResource(request -> request.keyId(key.toString())
                    .tags(Tag.builder().tagKey("owner").tagValue("ledger").build()));
        }
        scans.scan();

        detail(key).body("owner.name", equalTo("ledger")).body("owner.source", equalTo("TAG"));
    }

    @Test
    void isAskedForAgainAsLongAsTheRecordMayComeLate() {
        standIn().change(TrailBehaviour.DELIVERY_DELAYS, 1.0);
        standIn().change(TrailBehaviour.LONGEST_DELIVERY_DELAY, Duration.ofHours(20));
        var key = create();
        scan(key);
        hand.explain();
        detail(key).body("owner", nullValue());

        standIn().clock().advance(Duration.ofHours(25));
        hand.explain();
        detail(key).body("owner.source", equalTo("CREATOR"));
    }

    @Test
    void isNotAskedForOnceCloudTrailHasForgotten() {
        var key = create();
        standIn().clock().advance(Duration.ofDays(91));
        scan(key);
        var asked = asked();
        hand.explain();

        assertThat(asked()).isEqualTo(asked);
        detail(key).body("owner", nullValue());
    }

    @Test
    void isAskedForLaterWhereAwsRefuses() {
        var key = created();
        standIn().addFault(FaultRule.of(FaultKind.ACCESS_DENIED, "LookupEvents"));
        hand.explain();
        detail(key).body("owner", nullValue());

        endFaults();
        hand.explain();
        detail(key).body("owner.source", equalTo("CREATOR"));
    }

    /** Made by a person with rights of their own, and known to the inventory. */
    private KeyArn created() {
        var key = create();
        standIn().clock().advance(DELIVERED);
        scan(key);
        return key;
    }

    private static KeyArn create() {
        try (var kms = outsider(PLACE)) {
            return KeyArn.of(kms.createKey().keyMetadata().arn());
        }
    }

    private void scan(KeyArn key) {
        scans.scan();
        hand.knowOnly(key);
    }
}
