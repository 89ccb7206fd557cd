package dev.keysunset.retirement.policy;

import dev.keysunset.core.Calendar;
import dev.keysunset.core.Policy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The policies as configured. Changed rules are a new version; a live retirement keeps the version it was submitted under. */
@ConfigMapping(prefix = "keysunset")
public interface PolicySettings {
    /** The policy of a submission that names none. It exists, with every rule at its default, even when it is not configured. */
    @WithDefault("standard")
    String defaultPolicy();

    /** By name. */
    @WithDefaults
    Map<String, Rules> policies();

    /** One policy. */
    interface Rules {
        /** How long a key must be known to be unused before it may be disabled. */
        @WithDefault("P90D")
        Duration minIdle();

        /** How long the disabled key is watched before its deletion may be approved. Longer than the rarest job's interval. */
        @WithDefault("P30D")
        Duration observationWindow();

        /** AWS's waiting period, 7 to 30 days. */
        @WithDefault("30")
        int pendingWindowInDays();

        /** How many people must approve the disabling. */
        @WithDefault("1")
        int disableApprovals();

        /** How many people must approve the deletion. */
        @WithDefault("2")
        int deletionApprovals();

        /** An approval older than this no longer counts. */
        @WithDefault("P14D")
        Duration approvalValidity();

        /** A key that carries this tag with the value {@code true} is never retired. */
        @WithDefault("keysunset:exempt")
        String exemptionTag();

        /** Whether what no canaries bracket proves nothing: without them the verdict stays UNPROVEN and nothing is deleted. */
        @WithDefault("true")
        boolean canaryRequired();

        /** Whether a deletion is cancelled when the watch cannot see; without it, blindness is only told. */
        @WithDefault("true")
        boolean cancelWhenBlind();

        /** A watch that cannot see this close to the deletion date cancels the deletion. */
        @WithDefault("PT48H")
        Duration blindMargin();

        /** A watch that has not seen for so long cancels a deletion, wherever its date is. */
        @WithDefault("PT24H")
        Duration longestBlindness();

        /**
         * Whether CloudTrail's event history, read whole, may stand in where KMS does not say when a key was last used. Without it
         * such a key waits until KMS says so.
         */
        @WithDefault("false")
        boolean acceptEventHistory();

        /** When keys may be disabled and scheduled. */
        Hours calendar();
    }

    /** Working hours and freezes. Without any, every moment will do. Nothing holds a rollback back. */
    interface Hours {
        /** In whose local time the rest is meant, as the IANA database calls it. */
        @WithDefault("UTC")
        String zone();

        /** The days on which keys are disabled and scheduled. */
        @WithDefault("MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY")
        Set<DayOfWeek> days();

        /** From when on, on these days. */
        @WithDefault("00:00")
        LocalTime from();

        /** Until when; 00:00 is the end of the day. */
        @WithDefault("00:00")
        LocalTime until();

        /** By name: whole days on which nothing is disabled or scheduled, and on which no scheduled key may reach its date. */
        Map<String, Days> freezes();
    }

    /** The first and the last of a number of days. */
    interface Days {
        /** The first day. */
        LocalDate first();

        /** The last day; it still counts. */
        LocalDate last();
    }

    default SortedSet<String> names() {
        var names = new TreeSet<>(policies().keySet());
        names.add(defaultPolicy());
        return names;
    }

    default PolicyRules rules(String name) {
        var rules = Objects.requireNonNull(policies().get(name), name);
        return new PolicyRules(
                rules.minIdle(),
                rules.observationWindow(),
                rules.pendingWindowInDays(),
                new Policy.Consent(rules.disableApprovals(), rules.deletionApprovals(), rules.approvalValidity()),
                new Policy.Safety(
                        rules.exemptionTag(),
                        rules.canaryRequired(),
                        new Policy.Blindness(rules.cancelWhenBlind(), rules.blindMargin(), rules.longestBlindness()),
                        rules.acceptEventHistory(),
                        calendar(rules.calendar())));
    }

    private static Calendar calendar(Hours calendar) {
        var freezes = new TreeMap<>(calendar.freezes())
                .entrySet().stream()
                        .map(freeze -> new Calendar.Freeze(
                                freeze.getKey(),
                                freeze.getValue().first(),
                                freeze.getValue().last()))
                        .toList();
        var hours = new Calendar.WorkingHours(calendar.days(), calendar.from(), calendar.until());
        return new Calendar(ZoneId.of(calendar.zone()), hours, freezes);
    }
}
