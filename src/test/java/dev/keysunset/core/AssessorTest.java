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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessorTest {
    private static final Usage IDLE = new Usage.Used(NOW.minus(Duration.ofDays(200)), "Decrypt", Optional.empty());

    private static final Reading<List<DependantAnswer>> NOTHING =
            Reading.read(List.of(new DependantAnswer(Dependant.Type.EBS_VOLUME, Reading.read(List.of()), NOW)));

    private static final Reading<RoleStanding> MAY = Reading.read(RoleStanding.ALLOWED);

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

    private static KeyPolicyFacts keyPolicy(String hash, KeyPolicyFacts.Guards guards) {
        return new KeyPolicyFacts(hash, guards, KeyPolicyFacts.Admitted.NOBODY, RoleStanding.LEFT_OPEN);
    }

    /** Key policy against role, by the rules that AWS has within one account. */
    @ParameterizedTest
    @CsvSource({
        "LEFT_OPEN, ALLOWED, INFO",
        "ALLOWED, ALLOWED, INFO",
        "ALLOWED, SILENT, INFO",
        "LEFT_OPEN, SILENT, BLOCKER",
        "LEFT_OPEN, DENIED, BLOCKER",
        "ALLOWED, DENIED, BLOCKER",
        "SILENT, ALLOWED, BLOCKER",
        "DENIED, ALLOWED, BLOCKER",
        "LEFT_OPEN, DEPENDS, WARNING",
        "DEPENDS, ALLOWED, WARNING",
        "DEPENDS, SILENT, WARNING",
        "ALLOWED, , WARNING",
        "LEFT_OPEN, , WARNING",
        "DENIED, , BLOCKER"
    })
    void provesTheWayBackBeforeTheWayIn(RoleStanding keyPolicy, @Nullable RoleStanding role, Severity severity) {
        Reading<RoleStanding> simulated = role == null
                ? new Reading.Unreadable<>("iam:SimulatePrincipalPolicy", "AccessDenied", "no")
                : Reading.read(role);
        var plain = surroundings(Map.of());
        var policy = new KeyPolicyFacts("p", KeyPolicyFacts.Guards.NONE, KeyPolicyFacts.Admitted.NOBODY, keyPolicy);
        var member = new MemberFacts(
                key(kind -> kind),
                IDLE,
                new MemberFacts.Surroundings(plain.aliases(), plain.grants(), plain.tags(), Reading.read(policy)),
                NOTHING,
                simulated);
        assertThat(assessed(member).findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.WAY_BACK)
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(severity);
    }

    @Test
    void tellsWhomTheKeyPolicyAdmitsAndThroughWhichServices() {
        var partner = "arn:aws:iam::999988887777:root";
        var admitted = new KeyPolicyFacts.Admitted(
                new TreeSet<>(Set.of(partner)), new TreeSet<>(Set.of("rds.us-east-1.amazonaws.com")));
        var findings = assessed(member(
                        IDLE, new KeyPolicyFacts("p", KeyPolicyFacts.Guards.NONE, admitted, RoleStanding.ALLOWED)))
                .findings()
                .stream()
                .filter(finding -> finding.kind() == Finding.Kind.KEY_POLICY)
                .toList();
        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.WARNING, Severity.INFO);
        assertThat(findings.getFirst().detail()).contains(partner);
        assertThat(findings.getLast().detail()).contains("rds.us-east-1.amazonaws.com (kms:ViaService)");
    }

    @Test
    void tellsWhatAGrantIsFor() {
        var grant = new Grant(
                "g",
                "dynamodb.us-east-1.amazonaws.com",
                "Decrypt, Encrypt",
                Map.of("aws:dynamodb:tableName", "orders"));
        var plain = surroundings(Map.of());
        var around = new MemberFacts.Surroundings(
                plain.aliases(), Reading.read(List.of(grant)), plain.tags(), plain.keyPolicy());
        assertThat(assessed(new MemberFacts(key(kind -> kind), IDLE, around, NOTHING, MAY))
                        .findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.GRANTS)
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.detail())
                                .contains(
                                        "dynamodb.us-east-1.amazonaws.com (Decrypt, Encrypt) for {aws:dynamodb:tableName=orders}"));
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
    void blocksAKeyThatItsOwnWatchIsEncryptedWithAtEitherGate() {
        var group = new Footing.Ground("log group /trail", Optional.of(KEY));
        var logs = feed(Feed.Kind.LOGS, Reading.read(new Footing(List.of(), "f", Footing.FOR_EVER, List.of(group))));
        for (var gate : Gate.values()) {
            assertThat(watched(member(IDLE), gate, logs).blockers())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.WATCH_DEPENDS_ON_KEY);
        }
    }

    @Test
    void blocksAWindowThatNoFeedHoldsUntilItsEnd() {
        var assessment = watched(member(IDLE), Gate.DISABLE, feed(Feed.Kind.LOGS, keeping(7)));
        assertThat(assessment.blockers()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.WATCH_FORGETS);
            assertThat(finding.detail()).contains("A window of 7 days", "logs 111122223333/us-east-1 keeps 7 days");
        });
        assertThat(watched(member(IDLE), Gate.DELETE, feed(Feed.Kind.LOGS, keeping(7)))
                        .blockers())
                .isEmpty();
        assertThat(watched(member(IDLE), Gate.DISABLE, feed(Feed.Kind.LOGS, keeping(8)))
                        .blockers())
                .isEmpty();
    }

    @Test
    void warnsOfAFeedThatForgetsWhereAnotherDoesNot() {
        var assessment = watched(
                member(IDLE), Gate.DISABLE, feed(Feed.Kind.LOGS, keeping(7)), feed(Feed.Kind.LOOKUP, keeping(90)));
        assertThat(assessment.blockers()).isEmpty();
        assertThat(assessment.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.WATCH_FORGETS)
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void decidesNothingBeforeSomeFeedIsKnownToSee() {
        var blind = feed(Feed.Kind.LOGS, keeping(90, "the trail is stopped: start its logging"));
        assertThat(watched(member(IDLE), Gate.DISABLE, blind).unreadable())
                .singleElement()
                .satisfies(attention -> assertThat(attention.detail()).contains("the trail is stopped"));
        var unseen = feed(Feed.Kind.LOGS, new Reading.Absent<>());
        assertThat(watched(member(IDLE), Gate.DISABLE, unseen).unreadable()).hasSize(1);
        var denied = feed(
                Feed.Kind.LOGS, new Reading.Unreadable<>("cloudtrail:DescribeTrails", "AccessDeniedException", ""));
        assertThat(watched(member(IDLE), Gate.DISABLE, denied).unreadable())
                .extracting(Attention::kind)
                .containsExactly(Attention.Kind.ACCESS_DENIED);
        assertThat(watched(member(IDLE), Gate.DISABLE, blind, feed(Feed.Kind.LOOKUP, keeping(90)))
                        .unreadable())
                .isEmpty();
    }

    @Test
    void saysWhenAGuardrailFirstLetsTheKeyBeDisabled() {
        var lastUse = NOW.minus(Duration.ofDays(95));
        var guarded = member(
                new Usage.Used(lastUse, "Decrypt", Optional.empty()),
                keyPolicy("p", new KeyPolicyFacts.Guards(Optional.of(99), Optional.empty())));
        assertThat(assessed(guarded).notBefore()).contains(lastUse.plus(Duration.ofDays(100)));
        assertThat(assessed(guarded).findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.GUARDRAIL)
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail())
                        .contains("it may be disabled on "
                                + lastUse.plus(Duration.ofDays(100)).toString().substring(0, 10) + " at the earliest"));
    }

    @Test
    void blocksAPendingWindowShorterThanTheKeyPolicyDemands() {
        assertThat(blockers(member(IDLE, keyPolicy("p", new KeyPolicyFacts.Guards(Optional.empty(), Optional.of(30))))))
                .containsExactly(Finding.Kind.PENDING_WINDOW_GUARDRAIL);
    }

    @Test
    void givesAnotherHashWhenAnythingThatMattersChanges() {
        var before = assessed(member(IDLE)).hash();
        assertThat(assessed(member(IDLE)).hash()).isEqualTo(before);
        assertThat(assessed(member(used(Duration.ofDays(100)))).hash()).isNotEqualTo(before);
        assertThat(assessed(member(IDLE, keyPolicy("changed", KeyPolicyFacts.Guards.NONE)))
                        .hash())
                .isNotEqualTo(before);
        assertThat(assessed(new MemberFacts(
                                key(kind -> kind),
                                IDLE,
                                surroundings(Map.of("keysunset:exempt", "soon")),
                                NOTHING,
                                MAY))
                        .hash())
                .isNotEqualTo(before);
    }

    @Test
    void keepsTheHashWhenOnlyOurOwnEffectChangedTheKeyState() {
        var disabled = new Described(KEY, Reading.read(Given.facts(KEY, KeyState.DISABLED, Optional.empty())));
        assertThat(assessed(new MemberFacts(disabled, IDLE, surroundings(Map.of()), NOTHING, MAY))
                        .hash())
                .isEqualTo(assessed(member(IDLE)).hash());
    }

    private static Usage used(Duration ago) {
        return new Usage.Used(NOW.minus(ago), "Decrypt", Optional.empty());
    }

    private static MemberFacts member(Usage usage) {
        return new MemberFacts(key(kind -> kind), usage, surroundings(Map.of()), NOTHING, MAY);
    }

    private static MemberFacts member(Usage usage, KeyPolicyFacts policy) {
        var plain = surroundings(Map.of());
        return new MemberFacts(
                key(kind -> kind),
                usage,
                new MemberFacts.Surroundings(plain.aliases(), plain.grants(), plain.tags(), Reading.read(policy)),
                NOTHING,
                MAY);
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
                Reading.read(keyPolicy("p", KeyPolicyFacts.Guards.NONE)));
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

    private static Assessment assessed(MemberFacts member) {
        return watched(member, Gate.DISABLE);
    }

    private static Assessment watched(MemberFacts member, Gate gate, FeedFooting... footings) {
        var members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT"));
        return new Assessor(POLICY, members, gate, NOW, List.of(footings)).assess(List.of(member), List.of());
    }

    private static FeedFooting feed(Feed.Kind kind, Reading<Footing> last) {
        return new FeedFooting(new Feed(KEY.place(), kind), new TreeSet<>(List.of(KEY.place())), last);
    }

    private static Reading<Footing> keeping(int days, String... objections) {
        return Reading.read(new Footing(List.of(objections), "f", Duration.ofDays(days), List.of()));
    }

    private static List<Finding.Kind> kinds(MemberFacts member) {
        return assessed(member).findings().stream().map(Finding::kind).toList();
    }

    private static List<Finding.Kind> blockers(MemberFacts member) {
        return assessed(member).blockers().stream().map(Finding::kind).toList();
    }
}
