package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.RecordedCall.Caller;
import dev.keysunset.core.RecordedCall.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long to watch for the rarest regular user. */
class WindowAdviceTest {
    private static final int CASES = 5_000;
    private static final Duration DAY = Duration.ofDays(1);

    private final SplittableRandom random = new SplittableRandom(20261129);

    @Test
    void isNeverShorterThanTheLongestGapBetweenTwoUses() {
        for (var i = 0; i < CASES; i++) {
            var times = times();
            var advice = WindowAdvice.rhythm(times);
            var longest = longestGap(times);
            assertThat(advice.isPresent()).as("%s", times).isEqualTo(longest.isPresent());
            advice.ifPresent(
                    reason -> assertThat(reason.atLeast()).as("%s", times).isGreaterThan(longest.get()));
        }
    }

    @Test
    void doesNotDependOnTheOrderInWhichUsesBecameKnownNorOnHearingOfOneTwice() {
        for (var i = 0; i < CASES; i++) {
            var times = times();
            var other = new ArrayList<>(times);
            times.stream().findFirst().ifPresent(other::add);
            Collections.shuffle(other, new Random(i));
            assertThat(WindowAdvice.rhythm(other)).isEqualTo(WindowAdvice.rhythm(times));
        }
    }

    /** What is learnt of before and after can only make it longer. */
    @Test
    void neverGetsShorterByUsesBeforeTheFirstOrAfterTheLast() {
        for (var i = 0; i < CASES; i++) {
            var times = times();
            if (times.isEmpty()) {
                continue;
            }
            var more = new ArrayList<>(times);
            more.add(Collections.max(times).plus(some()));
            more.add(Collections.min(times).minus(some()));
            assertThat(atLeast(more)).isGreaterThanOrEqualTo(atLeast(times));
        }
    }

    @Test
    void growsWithTheGap() {
        var before = Duration.ZERO;
        for (var hours = 1; hours < 24 * 500; hours += 5) {
            var advised = atLeast(List.of(NOW, NOW.plus(Duration.ofHours(hours))));
            assertThat(advised).isGreaterThanOrEqualTo(before).isGreaterThan(Duration.ofHours(hours));
            before = advised;
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2", "7,8", "31,35", "92,102", "366,403"})
    void leavesRoomForTheNextGapToBeALittleLonger(int gapInDays, int adviceInDays) {
        assertThat(atLeast(List.of(NOW.minus(DAY.multipliedBy(gapInDays)), NOW)))
                .isEqualTo(Duration.ofDays(adviceInDays));
    }

    @Test
    void saysNothingOfAKeyOfWhichNoRhythmAndNoUserIsKnown() {
        assertThat(WindowAdvice.of(member(List.of(), Optional.empty(), "alias/orders")))
                .isEmpty();
        assertThat(WindowAdvice.of(member(List.of(NOW.minus(DAY)), Optional.empty(), "alias/orders")))
                .isEmpty();
    }

    @Test
    void takesTheReasonThatNeedsTheLongestWindow() {
        var times = List.of(NOW.minus(Duration.ofDays(60)), NOW.minus(Duration.ofDays(53)));
        var advice = WindowAdvice.of(member(times, Optional.of(Dependant.Type.EBS_SNAPSHOT), "alias/monthly-close"))
                .orElseThrow();
        assertThat(advice.atLeast()).isEqualTo(Duration.ofDays(100));
        assertThat(advice.because()).contains("restored", "EBS snapshots name it");
        assertThat(advice.reasons())
                .extracting(WindowAdvice.Reason::atLeast)
                .containsExactly(Duration.ofDays(100), Duration.ofDays(35), Duration.ofDays(8));
    }

    @ParameterizedTest
    @EnumSource(Dependant.Type.class)
    void knowsForEveryKindOfResourceHowLateItCalls(Dependant.Type type) {
        assertThat(WindowAdvice.of(member(List.of(), Optional.of(type), "alias/orders")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "alias/yearly-report,370",
        "alias/ANNUAL,370",
        "alias/backup,100",
        "alias/quarterly,100",
        "alias/month-end,35"
    })
    void listensToWhatAKeyIsCalled(String alias, int days) {
        assertThat(WindowAdvice.of(member(List.of(), Optional.empty(), alias))
                        .orElseThrow()
                        .atLeast())
                .isEqualTo(Duration.ofDays(days));
    }

    @Test
    void knowsAServiceByTheRecordOfItsUse() {
        var caller =
                new Caller("arn:aws:iam::111122223333:role/x", Optional.of("backup.amazonaws.com"), Optional.empty());
        var call = new RecordedCall(KEY, NOW.minus(DAY), "Decrypt", Outcome.SERVED, caller, Map.of());
        var known = new KnownUses(List.of(), List.of(call), Optional.empty(), Optional.empty());
        assertThat(WindowAdvice.of(member(known, Optional.empty(), "alias/orders"))
                        .orElseThrow()
                        .because())
                .contains("backup.amazonaws.com called it");
    }

    private Duration atLeast(List<Instant> times) {
        return WindowAdvice.rhythm(times).map(WindowAdvice.Reason::atLeast).orElse(Duration.ZERO);
    }

    private static Optional<Duration> longestGap(List<Instant> times) {
        var sorted = new ArrayList<>(new TreeSet<>(times));
        var longest = Optional.<Duration>empty();
        for (var i = 1; i < sorted.size(); i++) {
            var gap = Duration.between(sorted.get(i - 1), sorted.get(i));
            longest = longest.filter(other -> other.compareTo(gap) > 0).or(() -> Optional.of(gap));
        }
        return longest;
    }

    private List<Instant> times() {
        var times = new ArrayList<Instant>();
        var at = NOW.minus(Duration.ofDays(700));
        for (var left = random.nextInt(12); left > 0; left--) {
            at = at.plus(some());
            times.add(at);
        }
        return times;
    }

    private Duration some() {
        return Duration.ofSeconds(random.nextLong(1, Duration.ofDays(120).toSeconds()));
    }

    private static MemberFacts member(List<Instant> times, Optional<Dependant.Type> dependant, String alias) {
        return member(new KnownUses(times, List.of(), Optional.empty(), Optional.empty()), dependant, alias);
    }

    private static MemberFacts member(KnownUses known, Optional<Dependant.Type> dependant, String alias) {
        var answers = dependant.stream()
                .map(type -> new DependantAnswer(type, Reading.read(List.of(new Dependant(type, "arn:x", ""))), NOW))
                .toList();
        return new MemberFacts(
                new Described(KEY, new Reading.Absent<>()),
                new UseFacts(new Usage.NeverUsed(NOW.minus(Duration.ofDays(400))), known),
                new MemberFacts.Surroundings(
                        Reading.read(new TreeSet<>(List.of(alias))),
                        Reading.read(List.of()),
                        Reading.read(Map.of()),
                        new Reading.Absent<>()),
                Reading.read(answers),
                new WayBackFacts(Reading.read(RoleStanding.ALLOWED), BroughtBack.NEVER, Optional.empty()));
    }
}
