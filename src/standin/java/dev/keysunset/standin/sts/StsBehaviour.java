package dev.keysunset.standin.sts;

import dev.keysunset.standin.ground.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of AWS STS depends on how accounts are set up. */
public final class StsBehaviour {
    public static final Setting<Set<String>> DISABLED_REGIONS = new Setting<>(
            "sts.disabled-regions",
            "",
            "Regions, separated by commas, in which STS is not activated for any account.",
            StsBehaviour::names);

    public static final List<Setting<?>> ALL = List.of(DISABLED_REGIONS);

    private StsBehaviour() {}

    private static Set<String> names(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
