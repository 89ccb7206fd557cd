package dev.keysunset.core;

import static dev.keysunset.core.Assessed.IDLE;
import static dev.keysunset.core.Assessed.MAY;
import static dev.keysunset.core.Assessed.NOTHING;
import static dev.keysunset.core.Assessed.assessed;
import static dev.keysunset.core.Assessed.key;
import static dev.keysunset.core.Assessed.keyPolicy;
import static dev.keysunset.core.Assessed.member;
import static dev.keysunset.core.Assessed.surroundings;
import static dev.keysunset.core.Assessed.used;
import static dev.keysunset.core.Given.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Approvals name the hash of what was found: it changes with what matters, and with nothing else. */
class AssessmentHashTest {
    @Test
    void givesAnotherHashWhenAnythingThatMattersChanges() {
        var before = assessed(member(IDLE)).hash();
        assertThat(assessed(member(IDLE)).hash()).isEqualTo(before);
        assertThat(assessed(member(used(Duration.ofDays(100)))).hash()).isNotEqualTo(before);
        assertThat(assessed(member(IDLE, keyPolicy("changed", KeyPolicyFacts.Guards.NONE)))
                        .hash())
                .isNotEqualTo(before);
        assertThat(assessed(new MemberFacts(
                                key(kind -> kind),
                                IDLE,
                                surroundings(Map.of("keysunset:exempt", "soon")),
                                NOTHING,
                                MAY))
                        .hash())
                .isNotEqualTo(before);
    }

    @Test
    void keepsTheHashWhenOnlyOurOwnEffectChangedTheKeyState() {
        var disabled = new Described(KEY, Reading.read(Given.facts(KEY, KeyState.DISABLED, Optional.empty())));
        assertThat(assessed(new MemberFacts(disabled, IDLE, surroundings(Map.of()), NOTHING, MAY))
                        .hash())
                .isEqualTo(assessed(member(IDLE)).hash());
    }
}
