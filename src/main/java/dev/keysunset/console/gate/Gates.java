package dev.keysunset.console.gate;

import dev.keysunset.access.Caller;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Words;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Gate;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.view.OpenGates;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementQueries.AssessmentView;
import dev.keysunset.retirement.view.RetirementView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what people decide on, and who may. */
@ApplicationScoped
public class Gates {
    private final OpenGates gates;
    private final RetirementQueries queries;
    private final Clocks clocks;
    private final Caller caller;

    Gates(OpenGates gates, RetirementQueries queries, Clocks clocks, Caller caller) {
        this.gates = gates;
        this.queries = queries;
        this.clocks = clocks;
        this.caller = caller;
    }

    /** Empty where no gate is open. */
    Optional<GateView> of(RetirementView view) {
        return of(List.of(view)).stream().findFirst();
    }

    /** In this order, without those that wait at no gate. */
    List<GateView> of(List<RetirementView> views) {
        var now = clocks.domain().now();
        return gates.of(views).stream().map(open -> GateView.of(open, now)).toList();
    }

    /** Why this person decides at no gate at all. */
    Optional<Shut> shut() {
        return Shut.unlessDecider(caller);
    }

    /** Why this person cannot decide here. */
    Optional<Shut> shut(GateView gate) {
        if (gate.assessment().isEmpty()) {
            return Optional.of(new Shut("The gate has just opened and is being assessed.", "Look again in a moment."));
        }
        var mine = gate.decisions().stream()
                .filter(decision -> decision.given().approval().person().equals(caller.name()))
                .findFirst();
        return shut().or(() -> mine.map(decision -> new Shut(
                "Your " + (decision.approves() ? "approval" : "rejection") + " stands.",
                "Take it back first, if you have changed your mind.")));
    }

    /** They may reject what they submitted, and not approve it. */
    boolean ownSubmission(GateView gate) {
        return gate.submittedBy().equals(caller.name());
    }

    /** What was found otherwise at the DISABLE gate than now. */
    List<GatePage.Change> changes(GateView gate) {
        if (!gate.deletes() || gate.assessment().isEmpty()) {
            return List.of();
        }
        var before =
                queries.assessment(gate.id(), Gate.DISABLE).map(Gates::byKind).orElse(Map.of());
        var now = gate.assessment().map(Gates::byKind).orElse(Map.of());
        var changes = new ArrayList<GatePage.Change>();
        var all = new TreeMap<String, Finding>(before);
        all.putAll(now);
        all.forEach((name, finding) -> {
            var then = Optional.ofNullable(before.get(name)).map(Finding::detail);
            var later = Optional.ofNullable(now.get(name)).map(Finding::detail);
            // When it was read again is no difference.
            if (!then.map(Words::timeless).equals(later.map(Words::timeless))) {
                changes.add(new GatePage.Change(
                        finding.kind().name(), finding.keyArn().toString(), then, later));
            }
        });
        return changes;
    }

    private static Map<String, Finding> byKind(AssessmentView assessment) {
        return assessment.findings().stream()
                .collect(Collectors.toMap(
                        finding -> finding.keyArn() + " " + finding.kind(), Function.identity(), (one, _) -> one));
    }
}
