package dev.keysunset.console.oncall;

import dev.keysunset.console.Frame;
import dev.keysunset.core.Explanation;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.view.RetirementView;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** Rollbacks, latest first. */
public record RollbacksPage(Frame frame, Shown shown, List<Item> items, Optional<String> next)
        implements TemplateInstance {
    /**
     * Which of them.
     *
     * @param everything resolved ones as well
     * @param mine only those that are assigned to whoever looks
     */
    public record Shown(boolean everything, boolean mine) {}

    /** One rollback in short. */
    public record Item(RollbackReview rollback, RetirementView retirement, Explanation.Brief calls) {}
}
