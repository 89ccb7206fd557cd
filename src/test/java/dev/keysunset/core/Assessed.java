package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.POLICY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A member as a test wants it, with nothing against its retirement that the test does not mention; and its assessment. */
final class Assessed {
    static final Usage IDLE = new Usage.Used(NOW.minus(Duration.ofDays(200)), "Decrypt", Optional.empty());

    static final Reading<List<DependantAnswer>> NOTHING =
            Reading.read(List.of(new DependantAnswer(Dependant.Type.EBS_VOLUME, Reading.read(List.of()), NOW)));

    static final Reading<RoleStanding> MAY = Reading.read(RoleStanding.ALLOWED);

    private Assessed() {}

    static Usage used(Duration ago) {
        return new Usage.Used(NOW.minus(ago), "Decrypt", Optional.empty());
    }

    static MemberFacts member(Usage usage) {
        return new MemberFacts(key(kind -> kind), usage, surroundings(Map.of()), NOTHING, MAY);
    }

    static MemberFacts member(Usage usage, KeyPolicyFacts policy) {
        var plain = surroundings(Map.of());
        return new MemberFacts(
                key(kind -> kind),
                usage,
                new MemberFacts.Surroundings(plain.aliases(), plain.grants(), plain.tags(), Reading.read(policy)),
                NOTHING,
                MAY);
    }

    static Described key(UnaryOperator<KeyFacts.Kind> change) {
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

    static MemberFacts.Surroundings surroundings(Map<String, String> tags) {
        return new MemberFacts.Surroundings(
                Reading.<SortedSet<String>>read(new TreeSet<>(List.of("alias/orders"))),
                Reading.read(List.of()),
                Reading.read(tags),
                Reading.read(keyPolicy("p", KeyPolicyFacts.Guards.NONE)));
    }

    static KeyPolicyFacts keyPolicy(String hash, KeyPolicyFacts.Guards guards) {
        return new KeyPolicyFacts(hash, guards, KeyPolicyFacts.Admitted.NOBODY, RoleStanding.LEFT_OPEN);
    }

    static Assessment assessed(MemberFacts member) {
        return watched(member, Gate.DISABLE);
    }

    static Assessment watched(MemberFacts member, Gate gate, FeedFooting... footings) {
        var members = List.of(new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT"));
        return new Assessor(POLICY, members, gate, NOW, List.of(footings)).assess(List.of(member), List.of());
    }

    static List<Finding.Kind> kinds(MemberFacts member) {
        return assessed(member).findings().stream().map(Finding::kind).toList();
    }

    static List<Finding.Kind> blockers(MemberFacts member) {
        return assessed(member).blockers().stream().map(Finding::kind).toList();
    }
}
