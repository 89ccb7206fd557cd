package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FenceTest {
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd");
    private static final Instant INTENDED = Instant.parse("2026-11-02T09:00:00Z");
    private static final UUID RETIREMENT = UUID.fromString("0193d000-0000-7000-8000-000000000001");
    private static final UUID EFFECT = UUID.fromString("0193d000-0000-7000-8000-000000000002");

    @Test
    void allowsOneActionOnOneKeyUntilTheLeaseEndsRoundedDown() {
        var fence = fence(new Effect.ScheduleKeyDeletion(KEY, 30), Instant.parse("2026-11-02T09:00:30.999Z"));
        assertThat(fence.policy())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":\"kms:ScheduleKeyDeletion\",\"Resource\":\"" + KEY + "\","
                        + "\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2026-11-02T09:00:30Z\"}}}]}");
    }

    @Test
    void namesEffectAndRetirementWithinTheLengthsThatAwsAllows() {
        var fence = fence(new Effect.CancelKeyDeletion(KEY), INTENDED.plusSeconds(30));
        assertThat(fence.sessionName()).isEqualTo("keysunset." + EFFECT).hasSizeLessThanOrEqualTo(64);
        assertThat(fence.sourceIdentity()).isEqualTo(RETIREMENT.toString()).hasSizeBetween(2, 64);
        assertThat(fence.policy()).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void holdsACanaryToItsActionAndKey() {
        var fence = Fence.aroundCanary(EFFECT, Api.SIGN, KEY, Instant.parse("2026-11-02T09:01:00Z"));
        assertThat(fence.sessionName()).isEqualTo("keysunset-canary." + EFFECT).hasSizeLessThanOrEqualTo(64);
        assertThat(fence.sourceIdentity()).isEqualTo("keysunset-canary");
        assertThat(fence.policy())
                .contains("\"Action\":\"kms:Sign\",\"Resource\":\"" + KEY + "\"")
                .contains("\"aws:CurrentTime\":\"2026-11-02T09:01:00Z\"");
    }

    private static Fence fence(Effect effect, Instant until) {
        return Fence.around(
                RETIREMENT, new EffectRecord(EFFECT, effect, INTENDED, until, new EffectRecord.Outcome.Unknown()));
    }
}
