package dev.keysunset.console.journey;

import dev.keysunset.access.Role;
import dev.keysunset.console.Told;
import dev.keysunset.web.FrameworkProblems;
import java.util.Arrays;
import java.util.List;

/** What people can order a retirement to do, and what comes of it. */
public enum Command {
    ROLLBACK("rollback", "Roll back"),
    CANCEL("cancel", "Cancel"),
    HOLD("hold", "Hold"),
    RELEASE("release", "Release the hold"),
    EXTEND_WINDOW("extend-window", "Extend the window"),
    RESTART_WINDOW("restart-window", "Restart the window"),
    RETRY("retry", "Look now");

    private final String path;
    private final String label;

    Command(String path, String label) {
        this.path = path;
        this.label = label;
    }

    static Command of(String path) {
        return Arrays.stream(values())
                .filter(command -> command.path.equals(path))
                .findFirst()
                .orElseThrow(() -> FrameworkProblems.unknown("/retirements/…/" + path));
    }

    /** As in the API: the name of its link and the last part of its path. */
    public String path() {
        return path;
    }

    public String label() {
        return label;
    }

    /** Whoever has one of them may give it. */
    List<Role> roles() {
        return switch (this) {
            case ROLLBACK, RETRY -> List.of(Role.APPROVER, Role.ONCALL);
            case CANCEL -> List.of(Role.SUBMITTER);
            case HOLD, RELEASE -> List.of(Role.ADMIN);
            case EXTEND_WINDOW, RESTART_WINDOW -> List.of(Role.APPROVER);
        };
    }

    public List<String> consequences() {
        return switch (this) {
            case ROLLBACK ->
                List.of(
                        "Every member is brought back to the state it was found in, at once.",
                        "Nothing holds it back: no stop, no cap, no hold.",
                        "The retirement ends as rolled back, and the key is watched for a while longer.");
            case CANCEL ->
                List.of(
                        "Nothing was touched, so nothing has to be undone.",
                        "The retirement ends as cancelled; the key can be submitted again.");
            case HOLD ->
                List.of(
                        "Nothing of it is disabled or scheduled until somebody releases the hold.",
                        "A deletion that AWS counts down to already goes on: roll back to stop that.",
                        "The watch goes on, and a rollback is never held back.");
            case RELEASE -> List.of("It goes on where it was held, under fresh facts and standing approvals.");
            case EXTEND_WINDOW ->
                List.of(
                        "The window closes later, and has to be proven clear until then.",
                        "Open at the DELETE gate, it returns to the watch.");
            case RESTART_WINDOW ->
                List.of(
                        "The window begins anew, in the full length of its policy.",
                        "What was proven so far no longer counts towards the deletion.");
            case RETRY -> List.of("It is looked at now instead of when it would be due. Nothing else changes.");
        };
    }

    /** It has to be said by how much. */
    public boolean lengthens() {
        return this == EXTEND_WINDOW;
    }

    Told told() {
        return switch (this) {
            case HOLD -> Told.HELD;
            case RELEASE -> Told.RELEASED;
            default -> Told.ORDERED;
        };
    }

    /** Ends the retirement, or brings keys back: the page sets it apart. */
    public boolean grave() {
        return this == ROLLBACK || this == CANCEL;
    }
}
