package dev.keysunset.console.oncall;

import dev.keysunset.console.Frame;
import dev.keysunset.retirement.api.PlannedDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * Whether what is seen of some keys is planned.
 *
 * @param strangers sessions that were asked about and that none of these plans has opened
 * @param explained a call was asked about, and it is the plan's
 */
public record PlannedPage(Frame frame, List<Answer> answers, List<String> strangers, boolean explained)
        implements TemplateInstance {
    /**
     * What is planned with one key.
     *
     * @param calls sent to AWS for it, oldest first
     */
    public record Answer(PlannedDocument plan, List<Call> calls) {}

    /** @param asked its session is one of those that were asked about */
    public record Call(PlannedDocument.EffectSummary effect, boolean asked) {}

    static PlannedPage of(Frame frame, List<PlannedDocument> plans, List<String> sessions) {
        var answers = plans.stream()
                .map(plan -> new Answer(
                        plan,
                        plan.effects().stream()
                                .map(effect -> new Call(effect, sessions.contains(effect.sessionName())))
                                .toList()))
                .toList();
        var strangers = sessions.stream()
                .filter(session -> plans.stream()
                        .flatMap(plan -> plan.effects().stream())
                        .noneMatch(effect -> effect.sessionName().equals(session)))
                .toList();
        var explained =
                answers.stream().flatMap(answer -> answer.calls().stream()).anyMatch(Call::asked);
        return new PlannedPage(frame, answers, strangers, explained);
    }
}
