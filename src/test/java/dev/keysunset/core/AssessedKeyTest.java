package dev.keysunset.core;

import static dev.keysunset.core.Assessed.IDLE;
import static dev.keysunset.core.Assessed.MAY;
import static dev.keysunset.core.Assessed.NOTHING;
import static dev.keysunset.core.Assessed.assessed;
import static dev.keysunset.core.Assessed.blockers;
import static dev.keysunset.core.Assessed.key;
import static dev.keysunset.core.Assessed.surroundings;
import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the key itself, its family and its past say against its retirement. */
class AssessedKeyTest {
    @Test
    void blocksWhatAWSManagesWhatIsExemptAndWhatIsNotEnabledOrDisabled() {
        var aws = key(kind ->
                new KeyFacts.Kind(KeyFacts.Owner.AWS, kind.keySpec(), kind.keyUsage(), kind.origin(), kind.family()));
        assertThat(blockers(new MemberFacts(aws, IDLE, surroundings(Map.of()), NOTHING, MAY)))
                .containsExactly(Finding.Kind.AWS_MANAGED);
        assertThat(blockers(new MemberFacts(
                        key(kind -> kind), IDLE, surroundings(Map.of("keysunset:exempt", "true")), NOTHING, MAY)))
                .containsExactly(Finding.Kind.EXEMPT);
        var scheduled = new Described(KEY, Reading.read(Given.facts(KEY, KeyState.PENDING_DELETION, Optional.empty())));
        assertThat(blockers(new MemberFacts(scheduled, IDLE, surroundings(Map.of()), NOTHING, MAY)))
                .containsExactly(Finding.Kind.KEY_STATE);
    }

    @Test
    void warnsOfWhatWouldMakeTheKeyAgain() {
        var tagged = surroundings(Map.of("iac", "terraform"));
        var assessed = assessed(new MemberFacts(key(kind -> kind), IDLE, tagged, NOTHING, MAY));
        assertThat(assessed.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.MANAGED_ELSEWHERE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void blocksAFamilyThatIsNotSubmittedWhole() {
        var replica = KeyArn.of("arn:aws:kms:eu-west-1:111122223333:key/mrk-1");
        var family = new KeyFacts.Family(KeyFacts.Role.PRIMARY, List.of(KEY, replica));
        var key =
                key(kind -> new KeyFacts.Kind(kind.manager(), kind.keySpec(), kind.keyUsage(), kind.origin(), family));
        assertThat(blockers(new MemberFacts(key, IDLE, surroundings(Map.of()), NOTHING, MAY)))
                .containsExactly(Finding.Kind.FAMILY_INCOMPLETE);
    }

    @Test
    void tellsWhatBecameOfTheKeyInRetirementsBefore() {
        var unresolved = new EarlierRollback(KEY, NOW, Cause.SIGHTING, Optional.empty());
        var assessed = again(
                unresolved,
                resolved(RootCause.NEEDED_BY_WORKLOAD, "payroll runs once a month"),
                resolved(RootCause.TEST, "a drill"));

        assertThat(assessed.findings().stream()
                        .filter(finding -> finding.kind() == Finding.Kind.ROLLED_BACK_BEFORE)
                        .map(Finding::severity))
                .containsExactly(Severity.WARNING, Severity.WARNING, Severity.INFO);
        assertThat(assessed.findings())
                .extracting(Finding::detail)
                .anySatisfy(detail -> assertThat(detail)
                        .contains("somebody needs the key", "olga", "NEEDED_BY_WORKLOAD", "payroll runs once a month"));
        assertThat(assessed.findings())
                .filteredOn(finding -> finding.detail().contains("NEEDED_BY_WORKLOAD"))
                .as("the cause says what to do before the key is retired again")
                .allSatisfy(finding -> assertThat(finding.remedy()).contains("exempted by its tag"));
        assertThat(assessed.blockers()).isEmpty();
        assertThat(assessed.hash())
                .as("what on-call writes afterwards voids no approval")
                .isEqualTo(again().hash());
    }

    private static EarlierRollback resolved(RootCause cause, String text) {
        return new EarlierRollback(
                KEY,
                NOW,
                Cause.SIGHTING,
                Optional.of(new EarlierRollback.Resolution(Optional.of(cause), "olga", text)));
    }

    private static Assessment again(EarlierRollback... rollbacks) {
        var members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT"));
        return new Assessor(POLICY, members, Gate.DISABLE, NOW, List.of())
                .assess(
                        List.of(new MemberFacts(key(kind -> kind), IDLE, surroundings(Map.of()), NOTHING, MAY)),
                        List.of(rollbacks));
    }
}
