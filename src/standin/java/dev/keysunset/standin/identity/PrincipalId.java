package dev.keysunset.standin.identity;

import java.util.Locale;

/** The unique ids of principals, which stay when names are given anew. IAM User Guide, "IAM identifiers". */
public final class PrincipalId {
    private PrincipalId() {}

    /** The id as CloudTrail's user identities and the sender ids of SQS show it. */
    public static String of(Principal principal) {
        return switch (principal) {
            case Principal.User user -> unique("AIDA", user.name());
            case Principal.RoleSession session -> ofRole(session.role()) + ":" + session.sessionName();
            case Principal.Service service -> service.name();
        };
    }

    public static String ofRole(String role) {
        return unique("AROA", role);
    }

    /** The same name always has the same id. */
    private static String unique(String prefix, String name) {
        var digits = Long.toString(Integer.toUnsignedLong(name.hashCode()), Character.MAX_RADIX);
        return prefix + ("EXAMPLE0000000000".substring(0, 16 - digits.length()) + digits).toUpperCase(Locale.ROOT);
    }
}
