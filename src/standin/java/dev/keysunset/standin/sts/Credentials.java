package dev.keysunset.standin.sts;

import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.Principal.RoleSession;
import dev.keysunset.standin.identity.Principal.User;
import dev.keysunset.standin.identity.RoleName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which principal an access key stands for: twelve digits are an administrator of that account, keys that AssumeRole
 * issued their session, and any other key the user that the hub account calls with.
 */
public final class Credentials {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * What AWS knows behind an access key.
     *
     * @param expires real time: tokens never run fast
     */
    public record Known(Principal principal, String secret, Instant expires) {}

    /** A session together with the token that proves it. */
    private record Issued(RoleSession session, String secret, String token) {}

    private final Map<String, Issued> issued = new LinkedHashMap<>() {
        private static final int KEPT = 50_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Issued> eldest) {
            return size() > KEPT;
        }
    };
    private final String hubAccount;
    private final String longTermSecret;

    /**
     * Nobody has a session yet.
     *
     * @param longTermSecret the secret of every access key that is not a session's
     */
    public Credentials(String hubAccount, String longTermSecret) {
        this.hubAccount = hubAccount;
        this.longTermSecret = longTermSecret;
    }

    public void issue(RoleSession session, String secret, String token) {
        issued.put(session.terms().accessKeyId(), new Issued(session, secret, token));
    }

    /** What is known of an access key and its token; empty if they do not belong together or nobody has that key. */
    public Optional<Known> find(String accessKeyId, Optional<String> token) {
        var session = issued.get(accessKeyId);
        if (session != null) {
            return token.filter(session.token()::equals).map(_ -> known(session));
        }
        if (accessKeyId.startsWith("ASIA") || token.isPresent()) {
            return Optional.empty();
        }
        var user = ACCOUNT.matcher(accessKeyId).matches()
                ? new User(accessKeyId, "admin", accessKeyId)
                : new User(hubAccount, "keysunset", accessKeyId);
        return Optional.of(new Known(user, longTermSecret, Instant.MAX));
    }

    /** The account that an access key belongs to; a session's key needs no token for that question. */
    Optional<String> account(String accessKeyId) {
        var session = issued.get(accessKeyId);
        return session != null
                ? session.session().account()
                : find(accessKeyId, Optional.empty())
                        .flatMap(known -> known.principal().account());
    }

    /** Ends the sessions of a role that is gone; a new role of that name does not bring them back. */
    public void revoke(RoleName role) {
        issued.values().removeIf(known -> known.session().roleName().equals(role));
    }

    private static Known known(Issued issued) {
        return new Known(
                issued.session(), issued.secret(), issued.session().terms().expires());
    }
}
