package dev.keysunset.console.estate;

import dev.keysunset.console.Frame;
import dev.keysunset.inventory.KeyDetail;
import dev.keysunset.retirement.api.RetirementDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** One key as last read, with its history and the retirements it was in. */
public record KeyPage(
        Frame frame, KeyDetail detail, List<RetirementDocument> retirements, boolean live, Protection protection)
        implements TemplateInstance {

    /** Who watches the key, and what keeps it from being disabled while it is used. */
    public record Protection(GuardPanel guard, GuardrailPanel guardrail) {}
}
