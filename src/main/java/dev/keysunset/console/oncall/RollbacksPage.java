package dev.keysunset.console.oncall;

import dev.keysunset.console.Frame;
import dev.keysunset.core.Explanation;
import dev.keysunset.retirement.RollbackReview;
import dev.keysunset.retirement.api.RetirementDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** Rollbacks, latest first. */
public record RollbacksPage(Frame frame, boolean everything, List<Item> items, Optional<String> next)
        implements TemplateInstance {
    /** One rollback in short. */
    public record Item(RollbackReview rollback, RetirementDocument retirement, Explanation.Brief calls) {}
}
