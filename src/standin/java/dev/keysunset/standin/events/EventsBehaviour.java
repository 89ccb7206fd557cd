package dev.keysunset.standin.events;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.util.List;

/** What Amazon EventBridge leaves open or decides by chance. */
public final class EventsBehaviour {
    public static final Setting<Duration> RULE_SETTLING = Setting.duration(
            "events.rule-settling",
            Duration.ofSeconds(30),
            "How long a rule that was put or enabled matches nothing yet.");

    public static final Setting<Boolean> ENABLING_FORGETS = Setting.flag(
            "events.enabling-forgets",
            true,
            "Whether EnableRule leads to plain ENABLED even for a rule that had all management events before.");

    public static final Setting<Duration> LONGEST_NATIVE_DELAY = Setting.duration(
            "events.longest-native-delay", Duration.ofMinutes(5), "How late an event of KMS itself may come.");

    public static final Setting<Integer> LONGEST_PATTERN =
            Setting.number("events.longest-pattern", 2_048, "How many characters an event pattern may have.");

    public static final List<Setting<?>> ALL =
            List.of(RULE_SETTLING, ENABLING_FORGETS, LONGEST_NATIVE_DELAY, LONGEST_PATTERN);

    private EventsBehaviour() {}
}
