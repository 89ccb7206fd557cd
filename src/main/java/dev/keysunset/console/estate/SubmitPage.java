package dev.keysunset.console.estate;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.core.Severity;
import dev.keysunset.retirement.api.FindingDocument;
import dev.keysunset.retirement.api.PlanDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Handing a key in.
 *
 * @param plan what would happen to the key, where one was named
 * @param shut why this person cannot hand it in
 */
public record SubmitPage(
        Frame frame,
        Asked asked,
        List<String> policies,
        Optional<PlanDocument.Single> plan,
        Found found,
        Optional<Shut> shut)
        implements TemplateInstance {
    /** As it was asked for. */
    public record Asked(String key, String account, String region, String policy) {}

    /**
     * What was found, the gravest apart and first.
     *
     * @param family several keys: each finding has to name its own
     */
    public record Found(List<FindingDocument> blockers, List<FindingDocument> others, boolean family) {
        static Found of(Optional<PlanDocument.Single> plan) {
            var found = plan.stream()
                    .flatMap(planned -> planned.item().evidence().findings().stream())
                    .sorted(Comparator.comparing(FindingDocument::severity).reversed())
                    .collect(Collectors.partitioningBy(finding -> finding.severity() == Severity.BLOCKER));
            return new Found(
                    found.getOrDefault(true, List.of()),
                    found.getOrDefault(false, List.of()),
                    plan.filter(planned -> planned.item().members().size() > 1).isPresent());
        }
    }
}
