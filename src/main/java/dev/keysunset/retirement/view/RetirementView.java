package dev.keysunset.retirement.view;

import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A retirement as people see it.
 *
 * @param retirement as the core knows it: id, policy, submitter, state and since when
 * @param attention why it waits; empty when it does not
 */
public record RetirementView(
        Retirement retirement, Request request, List<MemberView> members, List<Waiting> attention, Progress progress) {

    /** What was asked for, and why. */
    public record Request(String accountId, String reason, Optional<String> ticket) {}

    /**
     * One key of the retirement.
     *
     * @param keyState as last read; {@code NotFound} once AWS answers that the key does not exist
     * @param foundState at submission; a rollback goes back to it and no further
     */
    public record MemberView(
            KeyArn keyArn, String keyState, String foundState, KeyFacts.Role role, List<String> aliases) {}

    public record Waiting(Attention.Kind kind, Instant since, String detail, String remedy) {}

    public record Hold(String by, String reason, Instant at) {}

    /**
     * Where it stands in the queue.
     *
     * @param nextStepAt in domain time; empty once nothing will ever happen again
     * @param live its keys cannot be submitted again yet
     * @param version what If-Match names
     */
    public record Progress(Optional<Instant> nextStepAt, Optional<Hold> hold, boolean live, long version) {}

    public List<String> aliases() {
        return members.stream()
                .flatMap(member -> member.aliases().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public Optional<Window> window() {
        return switch (retirement.state()) {
            case RetirementState.Observing(var _, var window) -> Optional.of(window);
            case RetirementState.AwaitingDeletionApproval(var _, var window) -> Optional.of(window);
            case RetirementState.SchedulingDeletion(var _, var window) -> Optional.of(window);
            case RetirementState.PendingDeletion(var _, var window, var _) -> Optional.of(window);
            default -> Optional.empty();
        };
    }

    public Optional<Instant> deletionDate() {
        return retirement.state() instanceof RetirementState.PendingDeletion(var _, var _, var date)
                ? date
                : Optional.empty();
    }
}
