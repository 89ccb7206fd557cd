package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

/** What was decided on what was given, as far as a test asks. */
final class Decided {
    private Decided() {}

    static Effect effect(Given given) {
        assertThat(given.decided()).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) given.decided()).effect();
    }

    static Attention told(Given given) {
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
        return ((Decision.Stay) given.decided()).attention().getFirst();
    }

    static Attention.Kind attention(Given given) {
        assertThat(given.decided()).isInstanceOf(Decision.Stay.class);
        return ((Decision.Stay) given.decided()).attention().getFirst().kind();
    }
}
