package dev.keysunset.console.journey;

import dev.keysunset.console.Frame;
import dev.keysunset.core.Attention;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.api.RetirementDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** The list of retirements. */
public record JourneysPage(
        Frame frame, Filter filter, Choices choices, List<RetirementDocument> items, Optional<String> next)
        implements TemplateInstance {
    /** As it was asked for. */
    public record Filter(
            Optional<String> state,
            Optional<String> account,
            Optional<String> region,
            Optional<String> keyArn,
            Optional<String> policy,
            Optional<String> attention,
            Optional<String> q) {
        public boolean any() {
            return state.isPresent()
                    || account.isPresent()
                    || region.isPresent()
                    || keyArn.isPresent()
                    || policy.isPresent()
                    || attention.isPresent()
                    || q.isPresent();
        }
    }

    public record Choices(List<StateName> states, List<Attention.Kind> kinds) {}
}
