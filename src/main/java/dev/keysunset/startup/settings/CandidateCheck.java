package dev.keysunset.startup.settings;

import dev.keysunset.inventory.candidates.CandidateSettings;
import dev.keysunset.retirement.policy.PolicySettings;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** Rules that would propose what is in use, or submit under a policy that is not there. */
final class CandidateCheck implements StartCheck {
    private static final Duration SHORTEST = Duration.ofDays(1);

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        var policies = settings.of(PolicySettings.class).names();
        return settings.of(CandidateSettings.class).rules().entrySet().stream()
                .flatMap(rule -> rule("keysunset.candidates.rules." + rule.getKey(), rule.getValue(), policies));
    }

    private static Stream<Complaint> rule(String property, CandidateSettings.Rule rule, Set<String> policies) {
        return Stream.of(
                        Complaint.when(
                                rule.idleFor().compareTo(SHORTEST) < 0,
                                property + ".idle-for",
                                rule.idleFor() + " is shorter than a day, in which a daily job would go unseen"),
                        Complaint.when(
                                rule.notice().isNegative(), property + ".notice", "nobody can be told in the past"),
                        Complaint.when(rule.most() < 1, property + ".most", "a rule that may propose nothing is none"),
                        Complaint.when(
                                rule.policy()
                                        .filter(name -> !policies.contains(name))
                                        .isPresent(),
                                property + ".policy",
                                "there is no policy " + rule.policy().orElse("") + "; there are " + policies))
                .flatMap(complaints -> complaints);
    }
}
