package dev.keysunset.command;

import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

/** Sets a stop. */
@Command(
        name = "stop",
        description = "Disable and schedule nothing any more, everywhere or in one account. Rollbacks go on.")
final class Stop extends StopChange {
    Stop(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Answer sent(Service service) {
        var body = new LinkedHashMap<String, String>();
        body.put("reason", reason);
        account.ifPresent(given -> body.put("account", given));
        return service.put("/stop", body);
    }
}
