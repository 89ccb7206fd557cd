package dev.keysunset.core;

import static dev.keysunset.core.Decided.attention;
import static dev.keysunset.core.Decided.effect;
import static dev.keysunset.core.Decided.told;
import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lets a retirement through its gates, and what it waits for at them. */
class GateTest {
    @Test
    void decidesNothingOnWhatItCouldNotRead() {
        assertThat(attention(in(new Submitted()).unreadable())).isEqualTo(Attention.Kind.UNREADABLE);
    }

    @Test
    void doesNotCountTheSubmittersOwnApproval() {
        assertThat(attention(in(new AwaitingDisableApproval()).approved(Gate.DISABLE, "sam")))
                .isEqualTo(Attention.Kind.APPROVAL);
    }

    @Test
    void doesNotCountAnApprovalOfOtherFacts() {
        var given = in(new AwaitingDisableApproval()).decided(Gate.DISABLE, Approval.Choice.APPROVE, "other", "ann");
        assertThat(attention(given)).isEqualTo(Attention.Kind.APPROVAL);
    }

    @Test
    void countsTwoApprovalsOfOnePersonOnce() {
        var gate = new RetirementState.AwaitingDeletionApproval(SINCE, CLOSED);
        assertThat(attention(in(gate).disabledByUs().approved(Gate.DELETE, "ann", "ann")))
                .isEqualTo(Attention.Kind.APPROVAL);
    }

    @Test
    void waitsAtTheGateForAGuardrailsDate() {
        var given = in(new AwaitingDisableApproval())
                .approved(Gate.DISABLE, "ann")
                .guardedUntil(NOW.plus(Duration.ofDays(9)));
        assertThat(attention(given)).isEqualTo(Attention.Kind.GUARDRAIL);
    }

    @Test
    void waitsAtTheGateWhileTheServiceIsStopped() {
        assertThat(attention(in(new AwaitingDisableApproval())
                        .approved(Gate.DISABLE, "ann")
                        .restrained()))
                .isEqualTo(Attention.Kind.STOPPED);
    }

    @Test
    void waitsAtTheGateForWorkingHours() {
        var given =
                in(new AwaitingDisableApproval()).approved(Gate.DISABLE, "ann").under(closedFor(NOW, 1));
        assertThat(told(given))
                .isEqualTo(new Attention(
                        Attention.Kind.CALENDAR,
                        "The freeze today lasts through 2026-11-24.",
                        "Nothing to do: the step is taken from 2026-11-25T00:00:00Z on, if the approvals still hold."));
    }

    /** AWS would carry it out whatever day it is. */
    @Test
    void waitsAtTheDeleteGateForADateThatIsNoFreeze() {
        var gate = new RetirementState.AwaitingDeletionApproval(SINCE, CLOSED);
        var given = in(gate).disabledByUs()
                .approved(Gate.DELETE, "ann", "bob")
                .under(closedFor(NOW.plus(Duration.ofDays(7)), 1));
        assertThat(attention(given)).isEqualTo(Attention.Kind.CALENDAR);
    }

    @Test
    void sendsNoDangerousCallOnceAFreezeHasBegun() {
        assertThat(attention(in(new RetirementState.Disabling(SINCE))
                        .approved(Gate.DISABLE, "ann")
                        .under(closedFor(NOW, 1))))
                .isEqualTo(Attention.Kind.CALENDAR);
    }

    @Test
    void rollsBackWhateverTheCalendarSays() {
        var given = in(new RetirementState.RollingBack(SINCE, Cause.SIGHTING))
                .key(KEY, KeyState.DISABLED)
                .disabledByUs()
                .under(closedFor(NOW, 400));
        assertThat(effect(given)).isEqualTo(new Effect.EnableKey(KEY));
    }

    private static Calendar closedFor(Instant from, int days) {
        var first = from.atZone(ZoneOffset.UTC).toLocalDate();
        var freeze = new Calendar.Freeze("today", first, first.plusDays(days - 1));
        return new Calendar(ZoneOffset.UTC, Calendar.WorkingHours.ALWAYS, List.of(freeze));
    }
}
