package dev.keysunset.retirement.api;

import dev.keysunset.core.Order;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Objections;
import dev.keysunset.retirement.view.RetirementView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything one can read of a retirement and do with it; what is not possible now says why. Roles are not looked at. */
final class Links {
    private static final List<String> PARTS =
            List.of("timeline", "assessment", "approvals", "coverage", "sightings", "effects");

    private Links() {}

    /** The links by name; {@code touched} when an effect was, or may have been, sent. */
    static Map<String, Link> of(RetirementView view, boolean touched) {
        var self = RetirementProblems.PATH + view.retirement().id();
        var state = view.retirement().state().name();
        var links = new LinkedHashMap<String, Link>();
        links.put("self", Link.get(self));
        PARTS.forEach(part -> links.put(part, Link.get(self + "/" + part)));
        links.put("approve", Link.post(self + "/approvals", closedGate(state)));
        links.put("cancel", Link.post(self + "/cancel", Objections.to(Order.Kind.CANCEL, state, touched)));
        links.put("rollback", Link.post(self + "/rollback", Objections.to(Order.Kind.ROLLBACK, state, touched)));
        links.put(
                "restart-window",
                Link.post(self + "/restart-window", Objections.to(Order.Kind.RESTART_WINDOW, state, touched)));
        links.put(
                "extend-window",
                Link.post(self + "/extend-window", Objections.to(Order.Kind.EXTEND_WINDOW, state, touched)));
        links.put("hold", Link.post(self + "/hold", unholdable(state, view)));
        links.put("release", Link.post(self + "/release", notHeld(state, view)));
        links.put("retry", Link.post(self + "/retry", finished(state, view)));
        return links;
    }

    private static Optional<Answer.NotPossible> closedGate(StateName state) {
        return switch (state) {
            case AWAITING_DISABLE_APPROVAL, AWAITING_DELETION_APPROVAL -> Optional.empty();
            case SUBMITTED -> no(state, "It is being assessed.", "Wait until the DISABLE gate opens.");
            case DISABLING, OBSERVING ->
                no(state, "The window has to close with the verdict CLEAR first.", "Wait until the DELETE gate opens.");
            default -> no(state, "No gate lies ahead in " + state + ".", "None needed.");
        };
    }

    private static Optional<Answer.NotPossible> unholdable(StateName state, RetirementView view) {
        if (state.terminal()) {
            return no(state, "It has ended; nothing is left to hold.", "None needed.");
        }
        return view.progress()
                .hold()
                .flatMap(hold -> no(state, "It is held already, by " + hold.by() + ".", "Release that hold first."));
    }

    private static Optional<Answer.NotPossible> notHeld(StateName state, RetirementView view) {
        return view.progress().hold().isPresent()
                ? Optional.empty()
                : no(state, "It is not held.", "See its attention for what it waits for.");
    }

    private static Optional<Answer.NotPossible> finished(StateName state, RetirementView view) {
        return view.progress().nextStepAt().isPresent()
                ? Optional.empty()
                : no(state, "It has ended; there is no step left.", "Submit the key again if need be.");
    }

    private static Optional<Answer.NotPossible> no(StateName state, String because, String remedy) {
        return Optional.of(new Answer.NotPossible(state, because, remedy));
    }
}
