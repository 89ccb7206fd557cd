package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AssessorTest {
    private static final Usage IDLE = new Usage.Used(NOW.minus(Duration.ofDays(200)), "Decrypt", Optional.empty());

    @Test
    void findsNothingAgainstAnIdleKey() {
        assertThat(assessed(member(IDLE)).blockers()).isEmpty();
    }

    @Test
    void blocksAKeyUsedWithinMinIdleAndNotOneDayLater() {
        assertThat(kinds(member(used(Duration.ofDays(89))))).contains(Finding.Kind.USED_RECENTLY);
        assertThat(assessed(member(used(Duration.ofDays(90)))).blockers()).isEmpty();
    }

    @Test
    void blocksANeverUsedKeyThatIsTooYoungToSay() {
        assertThat(blockers(member(new Usage.NeverUsed(NOW.minus(Duration.ofDays(3))))))
                .containsExactly(Finding.Kind.IDLE_TOO_SHORT);
    }

    @Test
    void warnsThatNothingIsKnownBeforeTrackingBegan() {
        var finding = assessed(member(new Usage.NotSinceTracking(NOW.minus(Duration.ofDays(215)))))
                .findings()
                .getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.detail()).contains("earlier use is unknown");
    }

    @Test
    void neverTakesUnreadableUsageForIdleness() {
        var assessment = assessed(member(new Usage.Unreadable("AccessDeniedException", "no")));
        assertThat(assessment.unreadable()).extracting(Attention::kind).containsExactly(Attention.Kind.ACCESS_DENIED);
    }

    @Test
    void blocksWhatAWSManagesWhatIsExemptAndWhatIsNotEnabledOrDisabled() {
        var aws = key(kind ->
                new KeyFacts.Kind(KeyFacts.Owner.AWS, kind.keySpec(), kind.keyUsage(), kind.origin(), kind.family()));
        assertThat(blockers(new MemberFacts(aws, IDLE, surroundings(Map.of()))))
                .containsExactly(Finding.Kind.AWS_MANAGED);
        assertThat(blockers(new MemberFacts(key(kind -> kind), IDLE, surroundings(Map.of("keysunset:exempt", "true")))))
                .containsExactly(Finding.Kind.EXEMPT);
        var scheduled = new Described(KEY, Reading.read(Given.facts(KEY, KeyState.PENDING_DELETION, Optional.empty())));
        assertThat(blockers(new MemberFacts(scheduled, IDLE, surroundings(Map.of()))))
                .containsExactly(Finding.Kind.KEY_STATE);
    }

    @Test
    void blocksAFamilyThatIsNotSubmittedWhole() {
        var replica = KeyArn.of("arn:aws:kms:eu-west-1:111122223333:key/mrk-1");
        var family = new KeyFacts.Family(KeyFacts.Role.PRIMARY, List.of(KEY, replica));
        var key =
                key(kind -> new KeyFacts.Kind(kind.manager(), kind.keySpec(), kind.keyUsage(), kind.origin(), family));
        assertThat(blockers(new MemberFacts(key, IDLE, surroundings(Map.of()))))
                .containsExactly(Finding.Kind.FAMILY_INCOMPLETE);
    }

    @Test
    void saysWhenAGuardrailFirstLetsTheKeyBeDisabled() {
        var lastUse = NOW.minus(Duration.ofDays(95));
        var guarded = member(
                new Usage.Used(lastUse, "Decrypt", Optional.empty()),
                new KeyPolicyFacts("p", Optional.of(99), Optional.empty()));
        assertThat(assessed(guarded).notBefore()).contains(lastUse.plus(Duration.ofDays(100)));
        assertThat(kinds(guarded)).contains(Finding.Kind.GUARDRAIL);
    }

    @Test
    void blocksAPendingWindowShorterThanTheKeyPolicyDemands() {
        assertThat(blockers(member(IDLE, new KeyPolicyFacts("p", Optional.empty(), Optional.of(30)))))
                .containsExactly(Finding.Kind.PENDING_WINDOW_GUARDRAIL);
    }

    @Test
    void givesAnotherHashWhenAnythingThatMattersChanges() {
        var before = assessed(member(IDLE)).hash();
        assertThat(assessed(member(IDLE)).hash()).isEqualTo(before);
        assertThat(assessed(member(used(Duration.ofDays(100)))).hash()).isNotEqualTo(before);
        assertThat(assessed(member(IDLE, new KeyPolicyFacts("changed", Optional.empty(), Optional.empty())))
                        .hash())
                .isNotEqualTo(before);
        assertThat(assessed(new MemberFacts(key(kind -> kind), IDLE, surroundings(Map.of("keysunset:exempt", "soon"))))
                        .hash())
                .isNotEqualTo(before);
    }

    @Test
    void keepsTheHashWhenOnlyOurOwnEffectChangedTheKeyState() {
        var disabled = new Described(KEY, Reading.read(Given.facts(KEY, KeyState.DISABLED, Optional.empty())));
        assertThat(assessed(new MemberFacts(disabled, IDLE, surroundings(Map.of())))
                        .hash())
                .isEqualTo(assessed(member(IDLE)).hash());
    }

    private static Usage used(Duration ago) {
        return new Usage.Used(NOW.minus(ago), "Decrypt", Optional.empty());
    }

    private static MemberFacts member(Usage usage) {
        return new MemberFacts(key(kind -> kind), usage, surroundings(Map.of()));
    }

    private static MemberFacts member(Usage usage, KeyPolicyFacts policy) {
        var plain = surroundings(Map.of());
        return new MemberFacts(
                key(kind -> kind),
                usage,
                new MemberFacts.Surroundings(plain.aliases(), plain.grants(), plain.tags(), Reading.read(policy)));
    }

    private static Described key(UnaryOperator<KeyFacts.Kind> change) {
        var facts = Given.facts(KEY, KeyState.ENABLED, Optional.<Instant>empty());
        return new Described(
                KEY,
                Reading.read(new KeyFacts(
                        KEY,
                        facts.keyState(),
                        change.apply(facts.kind()),
                        facts.creationDate(),
                        facts.deletionDate(),
                        facts.description())));
    }

    private static MemberFacts.Surroundings surroundings(Map<String, String> tags) {
        return new MemberFacts.Surroundings(
                Reading.<SortedSet<String>>read(new TreeSet<>(List.of("alias/orders"))),
                Reading.read(List.of()),
                Reading.read(tags),
                Reading.read(new KeyPolicyFacts("p", Optional.empty(), Optional.empty())));
    }

    private static Assessment assessed(MemberFacts member) {
        var members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE));
        return new Assessor(POLICY, members, Gate.DISABLE, NOW).assess(List.of(member));
    }

    private static List<Finding.Kind> kinds(MemberFacts member) {
        return assessed(member).findings().stream().map(Finding::kind).toList();
    }

    private static List<Finding.Kind> blockers(MemberFacts member) {
        return assessed(member).blockers().stream().map(Finding::kind).toList();
    }
}
