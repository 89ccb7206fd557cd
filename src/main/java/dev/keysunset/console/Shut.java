package dev.keysunset.console;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why something cannot be done now, and what would free it. */
public record Shut(String because, String remedy) {
    /** For whoever has none of these roles. */
    public static Optional<Shut> unless(Caller caller, Role... roles) {
        return Arrays.stream(roles).anyMatch(caller::has)
                ? Optional.empty()
                : Optional.of(new Shut("Your roles do not allow this.", "Ask somebody who is " + listed(roles) + "."));
    }

    /** For whoever decides nowhere: machines submit, and people who approve decide. */
    public static Optional<Shut> unlessDecider(Caller caller) {
        return caller.machine()
                ? Optional.of(new Shut("Machines submit, people approve.", "Have a person decide."))
                : unless(caller, Role.APPROVER);
    }

    private static String listed(Role... roles) {
        return Arrays.stream(roles).map(Role::roleName).collect(Collectors.joining(" or "));
    }
}
