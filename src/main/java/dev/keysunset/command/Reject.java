package dev.keysunset.command;

import picocli.CommandLine.Command;

/** A rejection. */
@Command(
        name = "reject",
        description = "Reject at the gate that is open: at DISABLE that cancels, at DELETE it rolls back.")
final class Reject extends Decide {
    Reject(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String decision() {
        return "REJECT";
    }

    @Override
    protected void agreed(Retirement seen, Gate open) {
        agreed(yes, open == Gate.DISABLE ? "Reject, and cancel it?" : "Reject, and roll it back?");
    }
}
