package dev.keysunset.console.journey;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.console.Shut;
import dev.keysunset.retirement.api.RetirementDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the person who looks can order a retirement to do, and why not the rest. */
@ApplicationScoped
public class Actions {
    private final Caller caller;

    Actions(Caller caller) {
        this.caller = caller;
    }

    /**
     * All that can be ordered.
     *
     * @param gate why nobody decides at a gate now; empty while one is open
     */
    public record Offer(Optional<Shut> gate, List<Action> all) {}

    /** One command; {@code shut} where it cannot be given now, or not by this person. */
    public record Action(Command command, Optional<Shut> shut) {}

    /** Those that are possible first. */
    Offer of(RetirementDocument retirement) {
        var all = Arrays.stream(Command.values())
                .map(command -> new Action(command, shut(command, retirement)))
                .sorted(Comparator.comparing(action -> action.shut().isPresent()))
                .toList();
        return new Offer(shut(retirement, "approve"), all);
    }

    private static Optional<Shut> shut(RetirementDocument retirement, String link) {
        return Optional.ofNullable(retirement.handle().links().get(link))
                .filter(found -> !found.possible())
                .map(found ->
                        new Shut(found.because().orElse(""), found.remedy().orElse("")));
    }

    private Optional<Shut> shut(Command command, RetirementDocument retirement) {
        return shut(retirement, command.path())
                .or(() -> Shut.unless(caller, command.roles().toArray(Role[]::new)))
                .or(() -> shutToOthers(command, retirement));
    }

    private Optional<Shut> shutToOthers(Command command, RetirementDocument retirement) {
        var submitter = retirement.request().submittedBy();
        return command == Command.CANCEL && !submitter.equals(caller.name()) && !caller.has(Role.ADMIN)
                ? Optional.of(
                        new Shut(submitter + " submitted it.", "Ask them, or an admin, or reject it at the gate."))
                : Optional.empty();
    }
}
