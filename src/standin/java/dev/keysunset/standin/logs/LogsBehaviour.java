package dev.keysunset.standin.logs;

import dev.keysunset.standin.ground.Setting;
import java.util.List;

/** What Amazon CloudWatch Logs leaves open or decides by chance. */
public final class LogsBehaviour {
    public static final Setting<Double> EMPTY_PAGES = Setting.chance(
            "logs.empty-pages", 0.1, "How many pages of FilterLogEvents hold nothing but a token to go on with.");

    public static final Setting<Boolean> EVENTS_VANISH_WITH_KEY = Setting.flag(
            "logs.events-vanish-with-key",
            true,
            "Whether a log group whose KMS key cannot be used answers as if it were empty; if not, it refuses.");

    public static final Setting<Integer> KEPT_EVENTS = Setting.number(
            "logs.kept-events",
            500_000,
            "How many events a log group holds, whatever its retention; the oldest go first. AWS has no such limit.");

    public static final List<Setting<?>> ALL = List.of(EMPTY_PAGES, EVENTS_VANISH_WITH_KEY, KEPT_EVENTS);

    private LogsBehaviour() {}
}
