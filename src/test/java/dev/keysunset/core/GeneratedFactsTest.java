package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keysunset.core.EffectRecord.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever the facts, the lifecycle answers, takes only declared edges, and never sends a dangerous effect it may not send. */
@Execution(ExecutionMode.CONCURRENT)
class GeneratedFactsTest {
    private static final int CASES = 20_000;

    private final SplittableRandom random = new SplittableRandom(20261124);

    @Test
    void neverTakesAnUndeclaredEdge() {
        var left = EnumSet.noneOf(StateName.class);
        for (int i = 0; i < CASES; i++) {
            var given = given();
            assertThatCode(() -> {
                        if (given.decided() instanceof Decision.Move) {
                            left.add(given.retirement().state().name());
                        }
                    })
                    .as("%s with %s", given.retirement(), given.gathered())
                    .doesNotThrowAnyException();
        }
        // The generator must not be so tame that some state is never left.
        assertThat(left)
                .containsAll(Transition.ALL.stream().map(Transition::from).toList());
    }

    @Test
    void sendsADangerousEffectOnlyInItsOwnStateAndWithConsent() {
        int sent = 0;
        for (int i = 0; i < CASES; i++) {
            var given = given();
            if (given.decided() instanceof Decision.Act(var effect, var _) && effect.dangerous()) {
                sent++;
                var gate = effect.gate().orElseThrow();
                var facts = given.gathered();
                assertThat(given.retirement().state().name())
                        .isEqualTo(gate == Gate.DISABLE ? StateName.DISABLING : StateName.SCHEDULING_DELETION);
                assertThat(facts.restraints()).isEmpty();
                assertThat(facts.watch().sightings()).isEmpty();
                assertThat(facts.remembered().approvals().stream()
                                .filter(approval -> approval.gate() == gate
                                        && !approval.person().equals("sam"))
                                .map(Approval::person)
                                .distinct()
                                .count())
                        .isGreaterThanOrEqualTo(gate == Gate.DISABLE ? 1 : 2);
            }
        }
        assertThat(sent).isPositive();
    }

    private Given given() {
        var given = Given.in(state());
        var arns = List.of(Given.KEY);
        if (in(3)) {
            given.family(any(KeyState.values()), any(KeyState.values()));
            arns = List.of(Given.PRIMARY, Given.REPLICA);
        }
        for (var arn : arns) {
            key(given, arn);
            IntStream.range(0, random.nextInt(3))
                    .forEach(_ -> given.effect(effect(arn), outcome(), ago(Duration.ofDays(3))));
            if (in(8)) {
                given.sighted(arn);
            }
            if (in(6)) {
                var operation = any("EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "DeleteKey");
                given.recorded(
                        operation,
                        arn,
                        Duration.ofMinutes(random.nextInt(in(2) ? 10 : 3000)),
                        in(2) ? Optional.of(new UUID(1, 1)) : Optional.empty());
            }
        }
        people(given);
        watch(given);
        return given;
    }

    private void key(Given given, KeyArn arn) {
        switch (random.nextInt(8)) {
            case 0 -> given.reading(arn, new Reading.Absent<>());
            case 1 -> given.reading(arn, new Reading.Unreadable<>("DescribeKey", "ThrottlingException", "slow down"));
            case 2 -> given.key(arn, any(KeyState.values()));
            case 3 ->
                given.key(
                        arn,
                        KeyState.PENDING_DELETION,
                        Optional.of(Given.NOW.plus(Duration.ofHours(random.nextInt(200) - 50L))));
            default -> given.key(arn, any(KeyState.ENABLED, KeyState.DISABLED));
        }
    }

    private void people(Given given) {
        for (var person : List.of("ann", "bob", "sam")) {
            if (in(2)) {
                given.approved(any(Gate.values()), person);
            }
        }
        if (in(10)) {
            given.decided(any(Gate.values()), Approval.Choice.REJECT, any("hash", "old"), "cat");
        }
        if (in(8)) {
            given.ordered(any(Order.Kind.values()));
        }
        if (in(8)) {
            given.restrained();
        }
        switch (random.nextInt(10)) {
            case 0 -> given.blocker();
            case 1 -> given.unreadable();
            case 2 -> given.guardedUntil(Given.NOW.plus(Duration.ofDays(random.nextInt(10) - 5L)));
            default -> {}
        }
    }

    private void watch(Given given) {
        if (in(4)) {
            given.readUntil(ago(Duration.ofDays(9)));
        }
        switch (random.nextInt(4)) {
            case 0 -> given.sweepFailed();
            case 1 -> {}
            default -> given.swept();
        }
        if (in(2)) {
            given.answering();
        }
        if (in(3)) {
            given.found(KeyState.DISABLED);
        }
    }

    private RetirementState state() {
        var since = Given.SINCE;
        var window = in(2) ? Given.OPEN : Given.CLOSED;
        return switch (random.nextInt(12)) {
            case 0 -> new RetirementState.Submitted();
            case 1 -> new RetirementState.AwaitingDisableApproval();
            case 2 -> new RetirementState.Disabling(since);
            case 3 -> new RetirementState.Observing(since, window);
            case 4 -> new RetirementState.AwaitingDeletionApproval(since, window);
            case 5 -> new RetirementState.SchedulingDeletion(since, window);
            case 6 -> new RetirementState.PendingDeletion(since, window, Optional.of(ago(Duration.ofDays(4))));
            case 7 -> new RetirementState.RollingBack(since, Cause.SIGHTING);
            case 8 -> new RetirementState.RolledBack(since, Cause.SIGHTING);
            case 9 -> new RetirementState.Deleted(in(2));
            case 10 -> new RetirementState.Refused(Cause.BLOCKER);
            default -> new RetirementState.Cancelled(Cause.CANCELLED);
        };
    }

    private Effect effect(KeyArn arn) {
        return switch (random.nextInt(4)) {
            case 0 -> new Effect.DisableKey(arn);
            case 1 -> new Effect.EnableKey(arn);
            case 2 -> new Effect.ScheduleKeyDeletion(arn, 7);
            default -> new Effect.CancelKeyDeletion(arn);
        };
    }

    private Outcome outcome() {
        return switch (random.nextInt(3)) {
            case 0 -> new Outcome.Unknown();
            case 1 ->
                new Outcome.Refused(
                        ago(Duration.ofHours(1)), any("AccessDeniedException", "KMSInvalidStateException"), "no");
            default -> new Outcome.Done(ago(Duration.ofDays(2)), "request");
        };
    }

    private Instant ago(Duration longest) {
        return Given.NOW.minusSeconds(random.nextLong(longest.toSeconds()));
    }

    private boolean in(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
