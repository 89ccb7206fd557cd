package dev.keysunset.console.oncall;

import dev.keysunset.console.Address;
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
     * @param cursor where this page of them begins; absent on the first one
     */
    public record Shown(boolean everything, boolean mine, Optional<String> cursor) {
        /** Of this very page, so that it follows what happens without being led to another. */
        public String address() {
            return beginningAt(cursor);
        }

        String beginningAt(Optional<String> place) {
            return new Address("/rollbacks")
                    .with("all", Optional.of(String.valueOf(everything)))
                    .with("mine", Optional.of(String.valueOf(mine)))
                    .with("cursor", place)
                    .text();
        }
    }

    /** One rollback in short. */
    public record Item(RollbackReview rollback, RetirementView retirement, Explanation.Brief calls) {}
}
