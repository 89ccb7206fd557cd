package dev.keysunset.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.Administrator;
import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Reading;
import dev.keysunset.standin.fault.FaultKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Counting the rotations whose former material is kept, over the wire. */
@NullMarked
class KmsRotationsTest extends AwsFixture {
    @Test
    void countsTheRotationsOverAllPages() {
        var rotations = room(Map.of()).rotations();
        var key = key();
        assertThat(rotations.kept(key)).isEqualTo(Reading.read(0));

        try (var kms = new Administrator(standIn, PLACE).kms()) {
            kms.enableKeyRotation(request -> request.keyId(key.toString()).rotationPeriodInDays(90));
        }
        standIn.clock().advance(Duration.ofDays(280));
        assertThat(rotations.kept(key)).isEqualTo(Reading.read(3));
    }

    @Test
    void doesNotTakeADenialForNone() {
        fault(FaultKind.ACCESS_DENIED, "ListKeyRotations");
        assertThat(room(Map.of()).rotations().kept(key())).isInstanceOf(Reading.Unreadable.class);
    }
}
