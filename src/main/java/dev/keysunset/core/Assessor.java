package dev.keysunset.core;

import static dev.keysunset.core.Severity.BLOCKER;
import static dev.keysunset.core.Severity.INFO;
import static dev.keysunset.core.Severity.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what was read of the members into findings, and into the hash that approvals name. */
public final class Assessor {
    private final Policy policy;
    private final List<Member> members;
    private final Gate gate;
    private final Instant now;
    private final FootingReview watch;
    private final HistoryReview history;
    private final ArchiveReview archive;

    /** @param footings what the feeds that reach the members stand on */
    public Assessor(Policy policy, List<Member> members, Gate gate, Instant now, List<FeedFooting> footings) {
        this.policy = policy;
        this.members = members;
        this.gate = gate;
        this.now = now;
        this.watch = new FootingReview(footings, policy.observationWindow());
        this.history = new HistoryReview(policy, now);
        this.archive = new ArchiveReview(policy, now);
    }

    /** @param rollbacks that the members went through before; on-call's words on them change no facts, so they void no approval */
    public Assessment assess(List<MemberFacts> facts, List<EarlierRollback> rollbacks) {
        var findings = Stream.concat(
                        facts.stream().flatMap(this::findings),
                        rollbacks.stream().map(EarlierRollback::finding))
                .toList();
        var unreadable = Stream.concat(facts.stream().flatMap(this::unreadable), unwatched())
                .toList();
        var notBefore =
                facts.stream().flatMap(member -> notBefore(member).stream()).max(Instant::compareTo);
        return new Assessment(AssessmentHash.of(gate, facts, policy, history), findings, unreadable, notBefore, now);
    }

    private Stream<Finding> findings(MemberFacts facts) {
        return Stream.of(
                        usage(facts),
                        archive.findings(facts),
                        facts.described().key().found().stream().flatMap(this::keyFindings),
                        exemption(facts),
                        managedElsewhere(facts),
                        hangingOn(facts),
                        dependants(facts),
                        admitted(facts),
                        wayBack(facts),
                        guardrails(facts),
                        watch.blindfold(facts.keyArn()),
                        gate == Gate.DISABLE ? watch.memory(facts.keyArn()) : Stream.<Finding>empty(),
                        gate == Gate.DISABLE
                                ? WindowReview.findings(facts, policy.observationWindow())
                                : Stream.<Finding>empty())
                .flatMap(stream -> stream);
    }

    private Stream<Finding> usage(MemberFacts facts) {
        var key = facts.keyArn();
        var idle = facts.usage().idleFor(policy.minIdle(), now);
        var wait = "Submit it again once it has been unused for " + days(policy.minIdle()) + ".";
        return switch (facts.usage()) {
            case Usage.Used(var at, var operation, var _)
            when !idle ->
                Stream.of(new Finding(
                        BLOCKER, Finding.Kind.USED_RECENTLY, key, "Used at " + at + " (" + operation + ").", wait));
            case Usage.Used(var at, var operation, var _) ->
                Stream.of(new Finding(
                        INFO, Finding.Kind.USAGE, key, "Last used at " + at + " (" + operation + ").", "None needed."));
            case Usage.NeverUsed(var created)
            when !idle ->
                Stream.of(new Finding(
                        BLOCKER,
                        Finding.Kind.IDLE_TOO_SHORT,
                        key,
                        "Never used, but created only at " + created + ".",
                        wait));
            case Usage.NeverUsed(var created) ->
                Stream.of(new Finding(
                        INFO,
                        Finding.Kind.USAGE,
                        key,
                        "Never used since its creation at " + created + ".",
                        "None needed."));
            case Usage.NotSinceTracking(var start)
            when !idle ->
                Stream.of(new Finding(
                        BLOCKER,
                        Finding.Kind.IDLE_TOO_SHORT,
                        key,
                        "KMS records usage only since " + start + ".",
                        wait));
            case Usage.NotSinceTracking(var start) ->
                Stream.of(new Finding(
                        WARNING,
                        Finding.Kind.USAGE,
                        key,
                        "Not used since KMS began to record usage at " + start + "; earlier use is unknown.",
                        facts.use().known().archive().isPresent()
                                ? "Weigh what the trail's archive tells of it."
                                : "Search older CloudTrail logs for the key."));
            case Usage.Unreadable _ -> history.findings(facts);
        };
    }

    private Stream<Finding> keyFindings(KeyFacts key) {
        var arn = key.keyArn();
        var found = new ArrayList<Finding>();
        if (key.kind().manager() == KeyFacts.Owner.AWS) {
            found.add(new Finding(
                    BLOCKER,
                    Finding.Kind.AWS_MANAGED,
                    arn,
                    "AWS manages this key; it can be neither disabled nor deleted.",
                    "Leave it: it costs nothing."));
        }
        if (gate == Gate.DISABLE && key.keyState() != KeyState.ENABLED) {
            found.add(stateFinding(key));
        }
        if (key.kind().origin().equals("EXTERNAL")) {
            found.add(new Finding(
                    WARNING,
                    Finding.Kind.IMPORTED_MATERIAL,
                    arn,
                    "Its key material was imported; a symmetric key cannot be made again from the same material.",
                    "Make sure nothing encrypted under it is needed."));
        }
        if (key.kind().keyUsage().equals("SIGN_VERIFY") || key.kind().keySpec().startsWith("RSA_")) {
            found.add(new Finding(
                    WARNING,
                    Finding.Kind.PUBLIC_KEY,
                    arn,
                    "Its public key may be in use outside AWS, where no use of it is recorded.",
                    "Ask those who may hold the public key."));
        }
        var declared = members.stream().map(Member::keyArn).collect(Collectors.toCollection(TreeSet::new));
        if (!declared.equals(new TreeSet<>(key.kind().family().members()))) {
            found.add(new Finding(
                    BLOCKER,
                    Finding.Kind.FAMILY_INCOMPLETE,
                    arn,
                    "Its family is now " + key.kind().family().members() + ", submitted were " + declared + ".",
                    "Submit the family as it is now."));
        }
        return found.stream();
    }

    private static Finding stateFinding(KeyFacts key) {
        return key.keyState() == KeyState.DISABLED
                ? new Finding(
                        INFO,
                        Finding.Kind.KEY_STATE,
                        key.keyArn(),
                        "Found disabled: it is watched as it is, and a rollback leaves it disabled.",
                        "None needed.")
                : new Finding(
                        BLOCKER,
                        Finding.Kind.KEY_STATE,
                        key.keyArn(),
                        "Its state is " + key.keyState().awsName() + "; only enabled and disabled keys can be retired.",
                        "Bring it to Enabled or Disabled first.");
    }

    private Stream<Finding> exemption(MemberFacts facts) {
        var tag = policy.safety().exemptionTag();
        return facts.surroundings().tags().found().stream()
                .filter(tags -> "true".equals(tags.get(tag)))
                .map(_ -> new Finding(
                        BLOCKER,
                        Finding.Kind.EXEMPT,
                        facts.keyArn(),
                        "Its owner exempted it by the tag " + tag + "=true.",
                        "Ask its owner to remove the tag."));
    }

    /** Keys of AWS services are told as such by their own finding. */
    private static Stream<Finding> managedElsewhere(MemberFacts facts) {
        return facts.surroundings().tags().found().stream()
                .flatMap(tags -> ManagedElsewhere.of(KeyFacts.Owner.CUSTOMER, tags).stream())
                .map(definition -> new Finding(
                        WARNING,
                        Finding.Kind.MANAGED_ELSEWHERE,
                        facts.keyArn(),
                        "Defined by " + definition.by() + " (" + definition.name() + ").",
                        definition.remedy()));
    }

    private static Stream<Finding> hangingOn(MemberFacts facts) {
        var aliases = facts.surroundings().aliases().found().stream()
                .filter(names -> !names.isEmpty())
                .map(names -> new Finding(
                        INFO,
                        Finding.Kind.ALIASES,
                        facts.keyArn(),
                        "Known as " + String.join(", ", names) + ".",
                        "Callers by alias meet the disabled key as well."));
        var grants = facts.surroundings().grants().found().stream()
                .filter(list -> !list.isEmpty())
                .map(list -> new Finding(
                        WARNING,
                        Finding.Kind.GRANTS,
                        facts.keyArn(),
                        "Granted to "
                                + list.stream()
                                        .map(Grant::told)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Ask the grantees, or revoke the grants that are not needed."));
        return Stream.concat(aliases, grants);
    }

    private static Stream<Finding> dependants(MemberFacts facts) {
        return facts.dependants().found().stream()
                .flatMap(answers -> DependantReview.findings(facts.keyArn(), answers));
    }

    private static Stream<Finding> admitted(MemberFacts facts) {
        return facts.surroundings().keyPolicy().found().stream()
                .flatMap(keyPolicy -> KeyPolicyReview.admitted(facts.keyArn(), keyPolicy.admitted()));
    }

    /** Nobody brings back what AWS manages. */
    private static Stream<Finding> wayBack(MemberFacts facts) {
        return facts.described().key().found().stream()
                .filter(key -> key.kind().manager() == KeyFacts.Owner.CUSTOMER)
                .map(_ -> WayBackProof.finding(facts));
    }

    /** Nobody disables what nobody could watch; later, the verdict itself tells of blindness. */
    private Stream<Attention> unwatched() {
        return gate == Gate.DISABLE
                ? members.stream()
                        .map(member -> member.keyArn().place())
                        .distinct()
                        .flatMap(watch::unwatched)
                : Stream.empty();
    }

    private Stream<Finding> guardrails(MemberFacts facts) {
        return facts.surroundings().keyPolicy().found().stream()
                .flatMap(keyPolicy -> KeyPolicyReview.guardrails(facts, keyPolicy.guards(), policy, now));
    }

    private static Optional<Instant> notBefore(MemberFacts facts) {
        return facts.surroundings()
                .keyPolicy()
                .found()
                .flatMap(KeyPolicyFacts::trailingDays)
                .flatMap(days -> KeyPolicyReview.notBefore(facts.usage(), days));
    }

    private Stream<Attention> unreadable(MemberFacts facts) {
        var usage = facts.usage() instanceof Usage.Unreadable(var code, var message) && !history.decides(facts)
                ? Stream.of(Attentions.unreadable(
                        new Reading.Unreadable<>("kms:GetKeyLastUsage on " + facts.keyArn(), code, message)))
                : Stream.<Attention>empty();
        var around = facts.surroundings();
        var others = Stream.of(
                        facts.described().key(), around.aliases(), around.grants(), around.tags(), around.keyPolicy())
                .flatMap(reading -> reading.unreadable().stream())
                .map(Attentions::unreadable);
        var dependants = facts.dependants().found().isPresent()
                ? Stream.<Attention>empty()
                : Stream.of(Attentions.lookingForDependants(facts.keyArn().place()));
        return Stream.of(usage, others, dependants).flatMap(attention -> attention);
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }
}
