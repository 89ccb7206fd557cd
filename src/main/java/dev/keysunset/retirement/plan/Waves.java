package dev.keysunset.retirement.plan;

import dev.keysunset.retirement.RetirementSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * In which waves the keys of one plan come, where the caps allow fewer than there are to be under way at once. Those that others
 * have under way are not counted: they may end at any time, and the dates are the earliest.
 */
final class Waves {
    private final RetirementSettings.Caps caps;
    private final Map<String, Integer> inAccount = new HashMap<>();
    private final Map<Integer, Integer> inWave = new HashMap<>();
    private int overall;

    Waves(RetirementSettings.Caps caps) {
        this.caps = caps;
    }

    /** How long keys of the plan hold a key back, at the gates. */
    record Wait(Duration disabling, Duration scheduling) {
        boolean isNone() {
            return disabling.isZero() && scheduling.isZero();
        }
    }

    /**
     * The wait of the next one.
     *
     * @param length how long one of them is under way at least
     */
    Wait next(String accountId, int members, Duration length) {
        var here = inAccount.getOrDefault(accountId, 0) + members;
        inAccount.put(accountId, here);
        overall += members;
        var wave = Math.max((here - 1) / caps.maxDisabledPerAccount(), (overall - 1) / caps.maxDisabled());
        // A wave's keys fill its days alone: those of the waves before it were scheduled long ago.
        var before = inWave.merge(wave, members, Integer::sum) - 1;
        return new Wait(length.multipliedBy(wave), Duration.ofDays(before / caps.maxScheduledPerDay()));
    }
}
