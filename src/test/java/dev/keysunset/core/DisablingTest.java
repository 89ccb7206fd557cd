package dev.keysunset.core;

import static dev.keysunset.core.Decided.attention;
import static dev.keysunset.core.Decided.effect;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.RetirementState.Disabling;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a key is disabled: once, as approved, and unless something restrains it. */
class DisablingTest {
    private static final Disabling DISABLING = new Disabling(SINCE);

    @Test
    void disablesAnEnabledMemberOnceApproved() {
        assertThat(effect(in(DISABLING).approved(Gate.DISABLE, "ann"))).isEqualTo(new Effect.DisableKey(KEY));
    }

    @Test
    void doesNotRepeatADisableWhileTheFirstMayStillArrive() {
        var given = in(DISABLING)
                .approved(Gate.DISABLE, "ann")
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown(), NOW.minusSeconds(10));
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
    }

    @Test
    void repeatsADisableThatNeverArrived() {
        var given = in(DISABLING)
                .approved(Gate.DISABLE, "ann")
                .effect(new Effect.DisableKey(KEY), new Outcome.Unknown(), NOW.minus(Duration.ofHours(1)));
        assertThat(effect(given)).isEqualTo(new Effect.DisableKey(KEY));
    }

    @Test
    void tellsWhoMustAllowADeniedDisable() {
        var refused = new Outcome.Refused(NOW.minusSeconds(5), "AccessDeniedException", "not authorized");
        var given = in(DISABLING).approved(Gate.DISABLE, "ann").effect(new Effect.DisableKey(KEY), refused);
        assertThat(attention(given)).isEqualTo(Attention.Kind.ACCESS_DENIED);
    }

    @Test
    void sendsNothingDangerousWhileItIsRestrained() {
        assertThat(attention(in(DISABLING).approved(Gate.DISABLE, "ann").restrained()))
                .isEqualTo(Attention.Kind.STOPPED);
    }
}
