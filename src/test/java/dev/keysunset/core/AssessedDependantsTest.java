package dev.keysunset.core;

import static dev.keysunset.core.Assessed.IDLE;
import static dev.keysunset.core.Assessed.MAY;
import static dev.keysunset.core.Assessed.assessed;
import static dev.keysunset.core.Assessed.key;
import static dev.keysunset.core.Assessed.member;
import static dev.keysunset.core.Assessed.surroundings;
import static dev.keysunset.core.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What hangs on a key, and what could not be looked for. */
class AssessedDependantsTest {
    @Test
    void blocksWhatLosesItsDataWhileTheKeyIsOnlyDisabled() {
        for (var type : List.of(Dependant.Type.DB_INSTANCE, Dependant.Type.DB_CLUSTER, Dependant.Type.DYNAMODB_TABLE)) {
            var finding = dependantFinding(new Dependant(type, "arn:aws:some:thing", ""));
            assertThat(finding.severity()).as("%s", type).isEqualTo(Severity.BLOCKER);
            assertThat(finding.detail()).contains("arn:aws:some:thing", "about seven days");
        }
    }

    @Test
    void blocksAnAttachedVolumeAndWarnsOfOneThatIsNot() {
        assertThat(dependantFinding(volume("in-use")).severity()).isEqualTo(Severity.BLOCKER);
        assertThat(dependantFinding(volume("available")).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void warnsOfWhatItCouldNotLookFor() {
        var denied = new Reading.Unreadable<List<Dependant>>(
                "ec2:DescribeVolumes in 111122223333/us-east-1", "UnauthorizedOperation", "You are not authorized");
        var assessment = assessed(hanging(new DependantAnswer(Dependant.Type.EBS_VOLUME, denied, NOW)));
        assertThat(assessment.unreadable()).isEmpty();
        assertThat(assessment.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.DEPENDANTS_UNKNOWN)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.remedy()).contains("Allow the member role to call ec2:DescribeVolumes");
                });
        assertThat(assessment.findings())
                .extracting(Finding::detail)
                .noneMatch(detail -> detail.startsWith("None of the"));
    }

    @Test
    void saysWhereItFoundNothingAndWhen() {
        assertThat(assessed(member(IDLE)).findings())
                .extracting(Finding::detail)
                .contains(
                        "None of the EBS volumes in 111122223333/us-east-1 name it, as the services themselves answered at "
                                + NOW + ".");
    }

    @Test
    void neverSaysNoneOfWhatOnlyARecorderKnows() {
        var none = new DependantAnswer(Dependant.Type.RECORDED_RESOURCE, Reading.read(List.of()), NOW);
        assertThat(findingOf(none).severity()).isEqualTo(Severity.INFO);
        assertThat(findingOf(none).detail())
                .startsWith("No other resources that AWS Config records")
                .contains("no proof");
        assertThat(dependantFinding(new Dependant(Dependant.Type.RECORDED_RESOURCE, "arn:aws:kinesis:a-stream", ""))
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void tellsWhereNobodyRecordsAndWarnsOnlyWhereAskingFailed() {
        var nobody = new Reading.Unreadable<List<Dependant>>(
                "config:SelectResourceConfig", DependantAnswer.NOT_RECORDED, "no recorder records any of them");
        var refused = new Reading.Unreadable<List<Dependant>>(
                "config:SelectResourceConfig", "AccessDeniedException", "not authorized");
        assertThat(unknown(nobody).severity()).isEqualTo(Severity.INFO);
        assertThat(unknown(nobody).detail()).contains("is not known in 111122223333/us-east-1: no recorder records");
        assertThat(unknown(refused).severity()).isEqualTo(Severity.WARNING);
    }

    private static Finding unknown(Reading<List<Dependant>> reading) {
        var answer = new DependantAnswer(Dependant.Type.RECORDED_RESOURCE, reading, NOW);
        return assessed(hanging(answer)).findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.DEPENDANTS_UNKNOWN)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void decidesNothingBeforeTheResourcesOfThePlaceAreRead() {
        var unread = new MemberFacts(key(kind -> kind), IDLE, surroundings(Map.of()), new Reading.Absent<>(), MAY);
        assertThat(assessed(unread).unreadable())
                .extracting(Attention::kind)
                .containsExactly(Attention.Kind.UNREADABLE);
    }

    @Test
    void namesTheFirstDependantsOfManyAndCountsTheOthers() {
        var many = IntStream.range(0, 25)
                .mapToObj(i -> new Dependant(Dependant.Type.EBS_SNAPSHOT, "arn:snapshot/" + (100 + i), "completed"))
                .toList();
        var finding = findingOf(new DependantAnswer(Dependant.Type.EBS_SNAPSHOT, Reading.read(many), NOW));
        assertThat(finding.detail())
                .contains("arn:snapshot/100 (completed)", "and 15 more")
                .doesNotContain("/110");
    }

    @Test
    void aNewDependantAndOneThatGotWorseChangeTheHashAndALaterReadingDoesNot() {
        var loose = assessed(hanging(answer(volume("available"), NOW))).hash();
        assertThat(assessed(hanging(answer(volume("available"), NOW.plusSeconds(60))))
                        .hash())
                .isEqualTo(loose);
        assertThat(assessed(hanging(answer(volume("in-use"), NOW))).hash()).isNotEqualTo(loose);
        assertThat(assessed(member(IDLE)).hash()).isNotEqualTo(loose);
        var unknown = new Reading.Unreadable<List<Dependant>>("ec2:DescribeVolumes", "Timeout", "");
        assertThat(assessed(hanging(new DependantAnswer(Dependant.Type.EBS_VOLUME, unknown, NOW)))
                        .hash())
                .isNotEqualTo(assessed(member(IDLE)).hash());
    }

    private static Dependant volume(String status) {
        return new Dependant(Dependant.Type.EBS_VOLUME, "arn:aws:ec2:us-east-1:111122223333:volume/vol-1", status);
    }

    private static DependantAnswer answer(Dependant dependant, Instant at) {
        return new DependantAnswer(dependant.type(), Reading.read(List.of(dependant)), at);
    }

    private static MemberFacts hanging(DependantAnswer answer) {
        return new MemberFacts(key(kind -> kind), IDLE, surroundings(Map.of()), Reading.read(List.of(answer)), MAY);
    }

    private static Finding dependantFinding(Dependant dependant) {
        return findingOf(answer(dependant, NOW));
    }

    private static Finding findingOf(DependantAnswer answer) {
        return assessed(hanging(answer)).findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.DEPENDANTS)
                .findFirst()
                .orElseThrow();
    }
}
