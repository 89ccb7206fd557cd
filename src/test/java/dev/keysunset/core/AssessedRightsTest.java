package dev.keysunset.core;

import static dev.keysunset.core.Assessed.IDLE;
import static dev.keysunset.core.Assessed.MAY;
import static dev.keysunset.core.Assessed.NOTHING;
import static dev.keysunset.core.Assessed.assessed;
import static dev.keysunset.core.Assessed.blockers;
import static dev.keysunset.core.Assessed.key;
import static dev.keysunset.core.Assessed.keyPolicy;
import static dev.keysunset.core.Assessed.member;
import static dev.keysunset.core.Assessed.surroundings;
import static dev.keysunset.core.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with a key: by its policy, by grants, by the guardrails on it; and whether we may bring it back. */
class AssessedRightsTest {
    private static final KeyArn CANARY_KEY =
            KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");

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

    /** It speaks for the role, and a policy may tell one key from another. */
    @Test
    void tellsWhenKeysWereBroughtBackNearbyAndDecidesNothingByIt() {
        var enabledAt = NOW.minus(Duration.ofDays(3));
        var unsimulated = new Reading.Unreadable<RoleStanding>("iam:SimulatePrincipalPolicy", "AccessDenied", "no");
        var plain = member(IDLE);
        var before = new BroughtBack(Optional.of(enabledAt), Optional.empty());
        var proven = wayBack(plain, seen(MAY, before));
        assertThat(proven.severity()).isEqualTo(Severity.INFO);
        assertThat(proven.detail()).contains("EnableKey at " + enabledAt, "no CancelKeyDeletion in the last 90 days");
        assertThat(wayBack(plain, seen(unsimulated, before)).severity()).isEqualTo(Severity.WARNING);
        assertThat(wayBack(plain, seen(MAY, BroughtBack.NEVER)).detail())
                .endsWith("Neither call was carried out in 111122223333/us-east-1 in the last 90 days.");
        assertThat(assessed(with(plain, seen(MAY, before))).hash())
                .isEqualTo(assessed(plain).hash());
    }

    @Test
    void tellsWhatACanaryKeySaysAndLetsADenialAloneDecide() {
        var unsimulated = new Reading.Unreadable<RoleStanding>("iam:SimulatePrincipalPolicy", "AccessDenied", "no");
        var plain = member(IDLE);
        var letThrough = rehearsed(MAY, new Rehearsal.Outcome.LetThrough());
        assertThat(wayBack(plain, letThrough).severity()).isEqualTo(Severity.INFO);
        assertThat(wayBack(plain, letThrough).detail())
                .endsWith("On canary key " + CANARY_KEY + " AWS refused CancelKeyDeletion at " + NOW
                        + " for the key's state alone: the role may call it there.");
        assertThat(wayBack(plain, rehearsed(unsimulated, new Rehearsal.Outcome.LetThrough()))
                        .severity())
                .isEqualTo(Severity.WARNING);
        assertThat(assessed(with(plain, letThrough)).hash())
                .isEqualTo(assessed(plain).hash());

        var unknown = rehearsed(MAY, new Rehearsal.Outcome.Inconclusive("it is PendingDeletion"));
        assertThat(wayBack(plain, unknown).severity()).isEqualTo(Severity.INFO);
        assertThat(wayBack(plain, unknown).detail()).endsWith("showed nothing at " + NOW + ": it is PendingDeletion.");

        var denied = rehearsed(MAY, new Rehearsal.Outcome.Denied("with an explicit deny in a service control policy"));
        assertThat(wayBack(plain, denied).severity()).isEqualTo(Severity.WARNING);
        assertThat(wayBack(plain, denied).detail()).endsWith("with an explicit deny in a service control policy");
        assertThat(assessed(with(plain, denied)).hash())
                .isNotEqualTo(assessed(plain).hash());
    }

    private static WayBackFacts seen(Reading<RoleStanding> role, BroughtBack broughtBack) {
        return new WayBackFacts(role, broughtBack, Optional.empty());
    }

    private static WayBackFacts rehearsed(Reading<RoleStanding> role, Rehearsal.Outcome outcome) {
        return new WayBackFacts(role, BroughtBack.NEVER, Optional.of(new Rehearsal(CANARY_KEY, NOW, outcome)));
    }

    private static Finding wayBack(MemberFacts plain, WayBackFacts facts) {
        return assessed(with(plain, facts)).findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.WAY_BACK)
                .findFirst()
                .orElseThrow();
    }

    private static MemberFacts with(MemberFacts plain, WayBackFacts facts) {
        return new MemberFacts(plain.described(), plain.use(), plain.surroundings(), plain.dependants(), facts);
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
}
