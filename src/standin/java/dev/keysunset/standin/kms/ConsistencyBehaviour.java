package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.util.List;

/**
 * How soon everybody sees a change. AWS KMS Developer Guide, "AWS KMS eventual consistency": typically within less than a
 * few seconds, in some cases after several minutes.
 */
public final class ConsistencyBehaviour {
    public static final Setting<Duration> LONGEST_SETTLING = Setting.duration(
            "kms.longest-settling",
            Duration.ofMinutes(5),
            "Cryptographic calls meet a key's former state for a random time up to this; mostly for seconds.");

    public static final Setting<Boolean> SETTLES_UNEVENLY = Setting.flag(
            "kms.settles-unevenly",
            true,
            "Until a change has settled, each cryptographic call meets the former or the new state by chance; otherwise"
                    + " all meet the former.");

    public static final Setting<Double> STALE_READ_CHANCE = Setting.chance(
            "kms.stale-read-chance", 0.1, "How many DescribeKey calls soon after a change show the key as it was.");

    public static final Setting<Duration> LONGEST_STALENESS = Setting.duration(
            "kms.longest-staleness", Duration.ofMinutes(5), "How long ago that was, at most; mostly it is seconds.");

    public static final Setting<Duration> LONGEST_SPREADING = Setting.duration(
            "kms.longest-spreading",
            Duration.ofSeconds(2),
            "One in ten new keys, replicas and aliases is not found for a random time up to this.");

    public static final List<Setting<?>> ALL =
            List.of(LONGEST_SETTLING, SETTLES_UNEVENLY, STALE_READ_CHANCE, LONGEST_STALENESS, LONGEST_SPREADING);

    private ConsistencyBehaviour() {}
}
