package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateColumnsTest {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Window WINDOW = Window.openingAt(SINCE, Duration.ofDays(30));

    static Stream<RetirementState> states() {
        return Stream.of(
                new RetirementState.Submitted(),
                new RetirementState.AwaitingDisableApproval(),
                new RetirementState.Refused(Cause.BLOCKER),
                new RetirementState.Cancelled(Cause.REJECTED),
                new RetirementState.Disabling(SINCE),
                new RetirementState.Observing(SINCE, WINDOW),
                new RetirementState.AwaitingDeletionApproval(SINCE, WINDOW),
                new RetirementState.SchedulingDeletion(SINCE, WINDOW),
                new RetirementState.PendingDeletion(SINCE, WINDOW, Optional.empty()),
                new RetirementState.PendingDeletion(SINCE, WINDOW, Optional.of(SINCE.plusSeconds(60))),
                new RetirementState.RollingBack(SINCE, Cause.SIGHTING),
                new RetirementState.RolledBack(SINCE, Cause.DRIFT),
                new RetirementState.Deleted(true),
                new RetirementState.Deleted(false));
    }

    @ParameterizedTest
    @MethodSource("states")
    void comesBackAsItWas(RetirementState state) {
        assertThat(StateColumns.of(state).toState()).isEqualTo(state);
    }

    @Test
    void knowsEveryState() {
        assertThat(states().map(Object::getClass).distinct().toArray())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RetirementState.class.getPermittedSubclasses())
                        .flatMap(type ->
                                type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of(type))
                        .toList());
    }
}
