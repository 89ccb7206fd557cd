package dev.keysunset.standin.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the names that workloads are given: an ARN of a user, role or session, or a service's DNS name. */
public final class PrincipalName {
    private static final Pattern USER = Pattern.compile("arn:aws:iam::(\\d{12}):user/([\\w+=,.@/-]+)");
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/([\\w+=,.@/-]+)");
    private static final Pattern SESSION = Pattern.compile("arn:aws:sts::(\\d{12}):assumed-role/([^/]+)/([^/]+)");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

    private PrincipalName() {}

    /**
     * The principal behind a name; empty if it is none of these forms.
     *
     * @param now when a session of a role began, in domain time
     */
    public static Optional<Principal> parse(String text, Instant now) {
        var user = USER.matcher(text);
        if (user.matches()) {
            return Optional.of(new Principal.User(user.group(1), user.group(2), example("AKIA", user.group(2))));
        }
        var role = ROLE.matcher(text);
        if (role.matches()) {
            return Optional.of(session(role.group(1), role.group(2), role.group(2), now));
        }
        var session = SESSION.matcher(text);
        if (session.matches()) {
            return Optional.of(session(session.group(1), session.group(2), session.group(3), now));
        }
        return SERVICE.matcher(text).matches() ? Optional.of(new Principal.Service(text)) : Optional.empty();
    }

    private static Principal session(String account, String role, String name, Instant now) {
        var terms = new SessionTerms(example("ASIA", role), now, Instant.MAX, Optional.empty(), Optional.empty());
        return new Principal.RoleSession(account, role, name, terms);
    }

    /** An access key id that no request can carry: workloads call from inside. */
    private static String example(String prefix, String name) {
        var letters = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return (prefix + letters + "WORKLOADEXAMPLE").substring(0, 20 - 1) + "X";
    }
}
