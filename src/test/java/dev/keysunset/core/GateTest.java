package dev.keysunset.core;

import static dev.keysunset.core.Decided.attention;
import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Submitted;
import java.time.Duration;
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
}
