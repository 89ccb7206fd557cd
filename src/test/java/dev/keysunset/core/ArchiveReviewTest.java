package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.ArchiveHistory.By;
import dev.keysunset.core.ArchiveHistory.Latest;
import dev.keysunset.core.ArchiveHistory.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a trail's archive adds to what KMS says of a key's use: it speaks against a retirement, and never for one. */
class ArchiveReviewTest {
    private static final Usage TRACKED = new Usage.NotSinceTracking(daysAgo(200));
    private static final Usage SILENT = new Usage.Unreadable("AccessDeniedException", "no");
    private static final Usage USED = new Usage.Used(daysAgo(150), "Decrypt", Optional.empty());
    private static final ArchiveHistory AWAITED =
            new ArchiveHistory(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final ArchiveHistory NOTHING_SEEN = searched(1500);

    @Test
    void saysNothingWhereThereIsNone() {
        assertThat(assessed(TRACKED, Optional.empty()).findings())
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.USAGE_FROM_ARCHIVE);
    }

    @Test
    void tellsHowFarBackItReachesUnderItsOwnName() {
        for (var usage : List.of(TRACKED, SILENT, USED)) {
            assertThat(told(usage, searched(1500, user(900, 400, "reports"))))
                    .contains(
                            "the last use at " + daysAgo(400),
                            "role/reports",
                            "1 user since " + daysAgo(900),
                            "without a missing day from " + daysAgo(1500));
        }
    }

    @Test
    void tellsThatItShowsNoUseAndNeverThatTheKeyIsUnused() {
        for (var usage : List.of(TRACKED, SILENT, USED)) {
            assertThat(told(usage, NOTHING_SEEN))
                    .startsWith("The trail's archive shows no use: read without a missing day from " + daysAgo(1500))
                    .contains("what was before is not known")
                    .doesNotContainIgnoringCase("unused")
                    .doesNotContainIgnoringCase("never");
        }
    }

    @Test
    void tellsDaysThatAreMissing() {
        var patchy = new ArchiveHistory(
                List.of(),
                Optional.of(new Interval(daysAgo(30), daysAgo(1))),
                Optional.of(daysAgo(900)),
                Optional.empty());
        assertThat(told(TRACKED, patchy)).contains("with days missing since " + daysAgo(900));
    }

    @Test
    void refusesWhatItSawInUseLatelyWhateverKmsSays() {
        for (var usage : List.of(TRACKED, SILENT, USED, new Usage.NeverUsed(daysAgo(300)))) {
            var assessment = assessed(usage, Optional.of(searched(1500, user(900, 3, "reports"))));
            assertThat(assessment.blockers()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Finding.Kind.USED_RECENTLY);
                assertThat(finding.detail()).contains(daysAgo(3).toString(), "as the trail's archive shows");
            });
        }
    }

    /** The same use, told by both, refuses once. */
    @Test
    void addsNothingToAUseThatKmsTells() {
        var used = new Usage.Used(daysAgo(3), "Decrypt", Optional.empty());
        assertThat(assessed(used, Optional.of(searched(1500, user(900, 3, "reports"))))
                        .blockers())
                .extracting(Finding::detail)
                .containsExactly("Used at " + daysAgo(3) + " (Decrypt).");
    }

    @Test
    void neverStandsInForAnAnswerOfKms() {
        for (var accepts : List.of(true, false)) {
            var assessment = assessed(policy(accepts), SILENT, Optional.of(NOTHING_SEEN));
            assertThat(assessment.unreadable()).hasSize(1);
        }
    }

    @Test
    void warnsWhereItWasNotReadOrNotLately() {
        var failed = new ArchiveHistory(
                List.of(), Optional.empty(), Optional.empty(), Optional.of("athena: AccessDeniedException"));
        var old = new ArchiveHistory(
                List.of(),
                Optional.of(new Interval(daysAgo(900), daysAgo(10))),
                Optional.of(daysAgo(901)),
                Optional.empty());
        for (var archive : List.of(failed, old, AWAITED)) {
            assertThat(finding(TRACKED, archive).severity()).as("%s", archive).isEqualTo(Severity.WARNING);
        }
        assertThat(finding(TRACKED, NOTHING_SEEN).severity()).isEqualTo(Severity.INFO);
        assertThat(told(TRACKED, failed)).contains("could not be read", "AccessDeniedException");
    }

    @Test
    void voidsApprovalsByAUseThatKmsDoesNotTellAndByNothingElse() {
        var hash = assessed(TRACKED, Optional.empty()).hash();
        assertThat(assessed(TRACKED, Optional.of(NOTHING_SEEN)).hash()).isEqualTo(hash);
        assertThat(assessed(TRACKED, Optional.of(searched(1600))).hash()).isEqualTo(hash);
        assertThat(assessed(TRACKED, Optional.of(searched(1500, user(900, 400, "x"))))
                        .hash())
                .isNotEqualTo(hash);
        assertThat(assessed(USED, Optional.of(searched(1500, user(900, 150, "x"))))
                        .hash())
                .isEqualTo(assessed(USED, Optional.empty()).hash());
    }

    private static String told(Usage usage, ArchiveHistory archive) {
        return finding(usage, archive).detail();
    }

    private static Finding finding(Usage usage, ArchiveHistory archive) {
        return assessed(usage, Optional.of(archive)).findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.USAGE_FROM_ARCHIVE)
                .findFirst()
                .orElseThrow();
    }

    private static Assessment assessed(Usage usage, Optional<ArchiveHistory> archive) {
        return assessed(POLICY, usage, archive);
    }

    private static Assessment assessed(Policy policy, Usage usage, Optional<ArchiveHistory> archive) {
        var facts = Given.facts(KEY, KeyState.ENABLED, Optional.<Instant>empty());
        var member = new MemberFacts(
                new Described(KEY, Reading.read(facts)),
                new UseFacts(usage, new KnownUses(List.of(), List.of(), Optional.empty(), archive)),
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

    private static Policy policy(boolean acceptsEventHistory) {
        var safety = POLICY.safety();
        return new Policy(
                POLICY.name(),
                POLICY.minIdle(),
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

    private static ArchiveHistory searched(int days, User... users) {
        return new ArchiveHistory(
                Stream.of(users).toList(),
                Optional.of(new Interval(daysAgo(days), daysAgo(1))),
                Optional.of(daysAgo(days + 1)),
                Optional.empty());
    }

    private static User user(int first, int last, String role) {
        return new User(
                new By("arn:aws:iam::111122223333:role/" + role, Optional.empty()),
                "Decrypt",
                daysAgo(first),
                daysAgo(last),
                new Latest("event", Optional.empty(), Map.of()));
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
