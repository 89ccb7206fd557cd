package dev.keysunset;

import dev.keysunset.core.Policy;
import dev.keysunset.core.Tempo;
import java.time.Duration;
import java.util.List;

/** A tempo and a policy like those of production, for tests that are about neither. */
public final class GivenRules {
    public static final Tempo.Listening LISTENING = new Tempo.Listening(
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            new Tempo.Canaries(Duration.ofHours(1), Duration.ofHours(12)));

    public static final Tempo TEMPO = new Tempo(
            Duration.ofMinutes(5),
            LISTENING,
            new Tempo.Pace(Duration.ofHours(1), Duration.ofMinutes(1)),
            Duration.ofHours(72),
            List.of(Duration.ofMinutes(1)));

    public static final Policy POLICY = new Policy(
            new Policy.Name("test", 1),
            Duration.ofDays(90),
            Duration.ofDays(7),
            7,
            new Policy.Consent(1, 2, Duration.ofDays(7)),
            new Policy.Safety(
                    "keysunset:exempt", true, new Policy.Blindness(true, Duration.ofDays(2), Duration.ofDays(1))));

    private GivenRules() {}
}
