package dev.keysunset.inventory.candidates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that propose keys for retirement. Without any, nothing is proposed. */
@ConfigMapping(prefix = "keysunset.candidates")
public interface CandidateSettings {
    /** How often the rules are applied to the inventory, in real time. */
    @WithDefault("1h")
    String lookEvery();

    /** By name. */
    Map<String, Rule> rules();

    /** One rule. */
    interface Rule {
        /** How long a key must be known to be unused. */
        @WithDefault("P90D")
        Duration idleFor();

        /** Only keys of these accounts; without any, of all. */
        Optional<List<String>> accounts();

        /** Only keys in these Regions; without any, in all. */
        Optional<List<String>> regions();

        /** Keys with any alias like one of these are never proposed; {@code *} stands for any text, case does not matter. */
        Optional<List<String>> exceptAliases();

        /** Keys with any of these tags are never proposed: a name, or name=value. */
        Optional<List<String>> exceptTags();

        /** Whether what is proposed is also submitted, once the notice is over and nobody has objected. People still approve. */
        @WithDefault("false")
        boolean submit();

        /** How long ahead of the submission the owner is told. */
        @WithDefault("P14D")
        Duration notice();

        /** The policy that retirements are submitted under; without one, the default. */
        Optional<String> policy();

        /** At most so many keys stand proposed at once. */
        @WithDefault("100")
        int most();
    }
}
