package dev.keysunset.inventory.candidates;

import dev.keysunset.inventory.candidates.CandidateRule.Exceptions;
import dev.keysunset.inventory.candidates.CandidateRule.Scope;
import dev.keysunset.inventory.candidates.CandidateRule.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules as configured. */
@ApplicationScoped
class CandidateRules {
    private final List<CandidateRule> rules;

    CandidateRules(CandidateSettings settings) {
        this.rules = settings.rules().entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(CandidateRule::name))
                .toList();
    }

    List<CandidateRule> all() {
        return rules;
    }

    private static CandidateRule rule(String name, CandidateSettings.Rule rule) {
        return new CandidateRule(
                name,
                rule.idleFor(),
                new Scope(Set.copyOf(listed(rule.accounts())), Set.copyOf(listed(rule.regions()))),
                new Exceptions(
                        listed(rule.exceptAliases()).stream()
                                .map(NamePattern::ofAlias)
                                .toList(),
                        listed(rule.exceptTags())),
                new Terms(rule.submit(), rule.notice(), rule.policy(), rule.most()));
    }

    private static List<String> listed(Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream().map(String::strip).toList();
    }
}
