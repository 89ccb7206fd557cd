package dev.keysunset.standin.quota;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.util.List;

/** How strictly AWS counts. */
public final class QuotaBehaviour {
    public static final Setting<Double> FACTOR = Setting.factor(
            "quota.factor", 1, "All request quotas are AWS's standard ones times this; 0 for no quotas at all.");

    public static final Setting<Boolean> COUNTS_WORKLOADS = Setting.flag(
            "quota.counts-workloads",
            false,
            "The fleet's own calls use up the account's quotas and are throttled, too, as in AWS.");

    public static final Setting<Integer> HOT_KEY_CHANGES = Setting.number(
            "quota.hot-key-changes",
            5,
            "So many changes of one key's state within the hot key's period are let in; 0 for any number. AWS throttles"
                    + " bursts on one key but does not say from when on.");

    public static final Setting<Duration> HOT_KEY_PERIOD =
            Setting.duration("quota.hot-key-period", Duration.ofSeconds(10), "See quota.hot-key-changes.");

    public static final Setting<Boolean> TELLS_TRAIL = Setting.flag(
            "trail.records-throttled-calls",
            false,
            "CloudTrail records calls that were throttled; AWS promises records of failed calls only for some.");

    public static final List<Setting<?>> ALL =
            List.of(FACTOR, COUNTS_WORKLOADS, HOT_KEY_CHANGES, HOT_KEY_PERIOD, TELLS_TRAIL);

    private QuotaBehaviour() {}
}
