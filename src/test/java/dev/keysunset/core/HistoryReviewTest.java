package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.UsageHistory.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What CloudTrail's event history may stand for where KMS does not say when a key was last used. */
class HistoryReviewTest {
    private static final Usage.Unreadable DENIED = new Usage.Unreadable("AccessDeniedException", "no");
    private static final Duration MIN_IDLE = Duration.ofDays(60);
    private static final Policy STRICT = policy(false);
    private static final Policy TRUSTING = policy(true);

    /** Everything was read, and nothing seen. */
    private static final UsageHistory SILENT = searched(90);

    @Test
    void neverPassesByTheEventHistoryWhereThePolicySaysNothingOfIt() {
        for (var history : List.of(SILENT, searched(1), seen(70), underWay())) {
            var assessment = assessed(STRICT, DENIED, Optional.of(history));
            assertThat(assessment.unreadable()).as("%s", history).hasSize(1);
            assertThat(assessment.blockers()).isEmpty();
        }
        assertThat(assessed(STRICT, DENIED, Optional.empty()).unreadable()).hasSize(1);
    }

    @Test
    void tellsWhatItSawNothingOfAsAWarningAndNeverAsUnused() {
        for (var policy : List.of(STRICT, TRUSTING)) {
            assertThat(assessed(policy, DENIED, Optional.of(SILENT)).findings())
                    .filteredOn(finding -> finding.kind() == Finding.Kind.USAGE_FROM_HISTORY)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                        assertThat(finding.detail())
                                .startsWith("Nothing seen in CloudTrail's event history since "
                                        + NOW.minus(Duration.ofDays(90)))
                                .contains("KMS does not say (AccessDeniedException)")
                                .doesNotContainIgnoringCase("unused")
                                .doesNotContainIgnoringCase("never");
                    });
        }
    }

    @Test
    void passesWithThePolicysWordOnlyWhatWasReadWholeLatelyAndFarEnoughBack() {
        assertThat(assessed(TRUSTING, DENIED, Optional.of(SILENT)).unreadable()).isEmpty();
        assertThat(assessed(TRUSTING, DENIED, Optional.of(SILENT)).blockers()).isEmpty();

        assertThat(assessed(TRUSTING, DENIED, Optional.of(underWay())).unreadable())
                .hasSize(1);
        assertThat(assessed(TRUSTING, DENIED, Optional.of(until(90, 4))).unreadable())
                .as("read too long ago")
                .hasSize(1);
        assertThat(assessed(TRUSTING, DENIED, Optional.of(searched(59))).blockers())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.IDLE_TOO_SHORT);
    }

    @Test
    void countsFromTheUseThatWasSeen() {
        assertThat(assessed(TRUSTING, DENIED, Optional.of(seen(70))).blockers()).isEmpty();
        assertThat(assessed(TRUSTING, DENIED, Optional.of(seen(70))).findings())
                .extracting(Finding::detail)
                .anyMatch(detail -> detail.contains("shows a use at " + NOW.minus(Duration.ofDays(70))));
    }

    /** What was seen was seen, however little was read. */
    @Test
    void blocksARecentUseWhateverThePolicySays() {
        var seenOnly = new UsageHistory(Optional.of(use(3)), Optional.empty(), Optional.empty());
        for (var policy : List.of(STRICT, TRUSTING)) {
            for (var history : List.of(seenOnly, seen(3))) {
                var assessment = assessed(policy, DENIED, Optional.of(history));
                assertThat(assessment.blockers()).extracting(Finding::kind).containsExactly(Finding.Kind.USED_RECENTLY);
                assertThat(assessment.unreadable()).isEmpty();
            }
        }
    }

    @Test
    void neverSpeaksWhereKmsDoes() {
        var used = new Usage.Used(NOW.minus(Duration.ofDays(1)), "Decrypt", Optional.empty());
        var assessment = assessed(TRUSTING, used, Optional.of(SILENT));
        assertThat(assessment.blockers()).extracting(Finding::kind).containsExactly(Finding.Kind.USED_RECENTLY);
        assertThat(assessment.findings()).extracting(Finding::kind).doesNotContain(Finding.Kind.USAGE_FROM_HISTORY);
    }

    @Test
    void doesNotStandInForAnAnswerThatIsOnlyLate() {
        for (var code : List.of("ThrottlingException", "Timeout", "KMSInternalException")) {
            var assessment = assessed(TRUSTING, new Usage.Unreadable(code, "wait"), Optional.of(SILENT));
            assertThat(assessment.unreadable()).as(code).hasSize(1);
            assertThat(assessment.findings()).extracting(Finding::kind).doesNotContain(Finding.Kind.USAGE_FROM_HISTORY);
        }
    }

    @Test
    void doesNotDependOnTheWordsOfARefusal() {
        var other = new Usage.Unreadable(DENIED.code(), "no, because");
        assertThat(assessed(TRUSTING, other, Optional.of(SILENT)).hash())
                .isEqualTo(assessed(TRUSTING, DENIED, Optional.of(SILENT)).hash());
    }

    @Test
    void voidsApprovalsByAUseAndNotByTheDayThatWasReadMeanwhile() {
        var hash = assessed(TRUSTING, DENIED, Optional.of(SILENT)).hash();
        assertThat(assessed(TRUSTING, DENIED, Optional.of(searched(91))).hash()).isEqualTo(hash);
        assertThat(assessed(TRUSTING, DENIED, Optional.of(seen(70))).hash()).isNotEqualTo(hash);
    }

    private static Assessment assessed(Policy policy, Usage usage, Optional<UsageHistory> history) {
        var facts = Given.facts(KEY, KeyState.ENABLED, Optional.<Instant>empty());
        var member = new MemberFacts(
                new Described(KEY, Reading.read(facts)),
                new UseFacts(usage, new KnownUses(List.of(), List.of(), history, Optional.empty())),
                new MemberFacts.Surroundings(
                        Reading.read(new TreeSet<>(List.of("alias/orders"))),
                        Reading.read(List.of()),
                        Reading.read(Map.of()),
                        Reading.read(new KeyPolicyFacts(
                                "p",
                                KeyPolicyFacts.Guards.NONE,
                                KeyPolicyFacts.Admitted.NOBODY,
                                RoleStanding.LEFT_OPEN))),
                Reading.read(List.of()),
                new WayBackFacts(Reading.read(RoleStanding.ALLOWED), BroughtBack.NEVER, Optional.empty()));
        var members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT"));
        return new Assessor(policy, members, Gate.DISABLE, NOW, List.of()).assess(List.of(member), List.of());
    }

    private static UsageHistory searched(int days) {
        return until(days, 0);
    }

    private static UsageHistory until(int from, int to) {
        var read = new Interval(
                NOW.minus(Duration.ofDays(from)), NOW.minus(Duration.ofDays(to)).minusSeconds(900));
        return new UsageHistory(Optional.empty(), Optional.of(read), Optional.empty());
    }

    private static UsageHistory seen(int daysAgo) {
        return new UsageHistory(Optional.of(use(daysAgo)), SILENT.searched(), Optional.empty());
    }

    private static UsageHistory underWay() {
        return new UsageHistory(Optional.empty(), Optional.empty(), Optional.of(NOW.minus(Duration.ofDays(89))));
    }

    private static Seen use(int daysAgo) {
        return new Seen(NOW.minus(Duration.ofDays(daysAgo)), "Decrypt", "by role/x");
    }

    private static Policy policy(boolean acceptsEventHistory) {
        var safety = POLICY.safety();
        return new Policy(
                POLICY.name(),
                MIN_IDLE,
                POLICY.observationWindow(),
                POLICY.pendingWindowInDays(),
                POLICY.consent(),
                new Policy.Safety(
                        safety.exemptionTag(),
                        safety.canaryRequired(),
                        safety.blindness(),
                        acceptsEventHistory,
                        Calendar.ALWAYS));
    }
}
