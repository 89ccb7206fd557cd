package dev.keysunset.command;

import java.util.List;
import java.util.stream.Collectors;

/** Finds the retirement that a person means. */
final class Retirements {
    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String LIMIT = "500";

    private Retirements() {}

    /**
     * By its id; or by a name of a key in it, where the one that has not ended comes before those that have.
     *
     * @throws CommandEnd where no retirement, or more than one, is meant
     */
    static Answer named(Service service, String name) {
        if (name.matches(UUID)) {
            var byId = service.ask(new Query("/retirements/" + name));
            // A key's id looks alike.
            if (byId.ok()) {
                return byId;
            }
            if (byId.status() != 404) {
                throw CommandEnd.refused(byId);
            }
        }
        return service.get(new Query("/retirements/" + found(service, name).id()));
    }

    private static Retirement found(Service service, String name) {
        var matching =
                service
                        .get(new Query("/retirements").with("q", name).with("limit", LIMIT))
                        .json()
                        .items("/items")
                        .stream()
                        .map(Retirement::new)
                        .filter(retirement -> retirement.named(name))
                        .toList();
        var live = matching.stream().filter(retirement -> !retirement.ended()).toList();
        if (live.size() > 1) {
            throw CommandEnd.declined(ambiguous(name, live));
        }
        return live.stream()
                .findFirst()
                .or(() -> matching.stream().findFirst())
                .orElseThrow(() ->
                        CommandEnd.declined("No retirement has the id, and none a key of the name, " + name + "."));
    }

    private static String ambiguous(String name, List<Retirement> live) {
        return live.stream()
                .map(retirement -> "  " + retirement.id() + "  "
                        + retirement.json().required("/accountId") + "  " + retirement.state())
                .collect(Collectors.joining("\n", name + " means several retirements; give the id of one:\n", ""));
    }
}
