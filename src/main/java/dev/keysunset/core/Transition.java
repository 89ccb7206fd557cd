package dev.keysunset.core;

import static dev.keysunset.core.Cause.APPROVED;
import static dev.keysunset.core.Cause.ASSESSED;
import static dev.keysunset.core.Cause.ASSESSMENT_CHANGED;
import static dev.keysunset.core.Cause.BLIND_NEAR_DELETION;
import static dev.keysunset.core.Cause.BLOCKER;
import static dev.keysunset.core.Cause.CONFIRMED_DISABLED;
import static dev.keysunset.core.Cause.CONFIRMED_SCHEDULED;
import static dev.keysunset.core.Cause.DATE_CHANGED;
import static dev.keysunset.core.Cause.DELETION_PROVEN;
import static dev.keysunset.core.Cause.DRIFT;
import static dev.keysunset.core.Cause.GAP_BEYOND_REPAIR;
import static dev.keysunset.core.Cause.KEY_GONE;
import static dev.keysunset.core.Cause.LATE_EFFECT;
import static dev.keysunset.core.Cause.ORDERED;
import static dev.keysunset.core.Cause.REJECTED;
import static dev.keysunset.core.Cause.RESTORED;
import static dev.keysunset.core.Cause.SIGHTING;
import static dev.keysunset.core.Cause.UNWATCHED_TOO_LONG;
import static dev.keysunset.core.Cause.WATCH_CLEAR;
import static dev.keysunset.core.Cause.WATCH_GAP;
import static dev.keysunset.core.Cause.WINDOW_EXTENDED;
import static dev.keysunset.core.Cause.WINDOW_OPENED;
import static dev.keysunset.core.Cause.WINDOW_RESTARTED;
import static dev.keysunset.core.StateName.AWAITING_DELETION_APPROVAL;
import static dev.keysunset.core.StateName.AWAITING_DISABLE_APPROVAL;
import static dev.keysunset.core.StateName.DELETED;
import static dev.keysunset.core.StateName.DISABLING;
import static dev.keysunset.core.StateName.OBSERVING;
import static dev.keysunset.core.StateName.PENDING_DELETION;
import static dev.keysunset.core.StateName.REFUSED;
import static dev.keysunset.core.StateName.ROLLED_BACK;
import static dev.keysunset.core.StateName.ROLLING_BACK;
import static dev.keysunset.core.StateName.SCHEDULING_DELETION;
import static dev.keysunset.core.StateName.SUBMITTED;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One edge of the lifecycle, as data. What is not listed here does not happen. */
public record Transition(StateName from, StateName to, Cause cause) {
    public static final List<Transition> ALL = Stream.of(
                    from(SUBMITTED).to(AWAITING_DISABLE_APPROVAL, ASSESSED),
                    from(SUBMITTED).to(REFUSED, BLOCKER, KEY_GONE, DRIFT),
                    from(SUBMITTED).to(StateName.CANCELLED, Cause.CANCELLED),
                    from(AWAITING_DISABLE_APPROVAL).to(DISABLING, APPROVED),
                    from(AWAITING_DISABLE_APPROVAL).to(REFUSED, BLOCKER, KEY_GONE, DRIFT),
                    from(AWAITING_DISABLE_APPROVAL).to(StateName.CANCELLED, Cause.CANCELLED, REJECTED),
                    from(DISABLING).to(OBSERVING, CONFIRMED_DISABLED),
                    from(DISABLING).to(AWAITING_DISABLE_APPROVAL, ASSESSMENT_CHANGED),
                    from(DISABLING).to(REFUSED, BLOCKER, KEY_GONE, DRIFT, SIGHTING),
                    from(DISABLING).to(StateName.CANCELLED, Cause.CANCELLED),
                    from(DISABLING).to(ROLLING_BACK, SIGHTING, DRIFT, ORDERED, BLOCKER, ASSESSMENT_CHANGED),
                    from(OBSERVING).to(AWAITING_DELETION_APPROVAL, WATCH_CLEAR),
                    from(OBSERVING).to(OBSERVING, WINDOW_OPENED, WINDOW_RESTARTED, WINDOW_EXTENDED, GAP_BEYOND_REPAIR),
                    from(OBSERVING).to(ROLLING_BACK, SIGHTING, DRIFT, ORDERED),
                    from(AWAITING_DELETION_APPROVAL).to(SCHEDULING_DELETION, APPROVED),
                    from(AWAITING_DELETION_APPROVAL).to(OBSERVING, WATCH_GAP, WINDOW_RESTARTED, WINDOW_EXTENDED),
                    from(AWAITING_DELETION_APPROVAL).to(ROLLING_BACK, SIGHTING, DRIFT, ORDERED, REJECTED, BLOCKER),
                    from(SCHEDULING_DELETION).to(PENDING_DELETION, CONFIRMED_SCHEDULED),
                    from(SCHEDULING_DELETION).to(OBSERVING, WATCH_GAP),
                    from(SCHEDULING_DELETION).to(AWAITING_DELETION_APPROVAL, ASSESSMENT_CHANGED),
                    from(SCHEDULING_DELETION)
                            .to(
                                    ROLLING_BACK,
                                    SIGHTING,
                                    DRIFT,
                                    ORDERED,
                                    BLOCKER,
                                    ASSESSMENT_CHANGED,
                                    BLIND_NEAR_DELETION,
                                    UNWATCHED_TOO_LONG),
                    from(PENDING_DELETION).to(DELETED, DELETION_PROVEN),
                    from(PENDING_DELETION).to(PENDING_DELETION, DATE_CHANGED),
                    from(PENDING_DELETION)
                            .to(ROLLING_BACK, SIGHTING, DRIFT, ORDERED, BLIND_NEAR_DELETION, UNWATCHED_TOO_LONG),
                    from(ROLLING_BACK).to(ROLLED_BACK, RESTORED),
                    from(ROLLING_BACK).to(DELETED, KEY_GONE),
                    from(ROLLED_BACK).to(ROLLING_BACK, LATE_EFFECT))
            .flatMap(List::stream)
            .toList();

    static boolean declared(StateName from, StateName to, Cause cause) {
        return ALL.contains(new Transition(from, to, cause));
    }

    private static From from(StateName from) {
        return new From(from);
    }

    private record From(StateName from) {
        List<Transition> to(StateName to, Cause... causes) {
            return Arrays.stream(causes)
                    .map(cause -> new Transition(from, to, cause))
                    .toList();
        }
    }
}
