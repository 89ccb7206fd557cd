package dev.keysunset.standin.sts;

import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.Principal.RoleSession;
import dev.keysunset.standin.identity.Principal.User;
import dev.keysunset.standin.wire.AwsError;
import java.time.InstantSource;
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

    /** A session together with the token that proves it. */
    private record Issued(RoleSession session, String token) {}

    private final Map<String, Issued> issued = new LinkedHashMap<>() {
        private static final int KEPT = 50_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Issued> eldest) {
            return size() > KEPT;
        }
    };
    private final InstantSource real;
    private final String hubAccount;

    public Credentials(InstantSource real, String hubAccount) {
        this.real = real;
        this.hubAccount = hubAccount;
    }

    public void issue(RoleSession session, String token) {
        issued.put(session.terms().accessKeyId(), new Issued(session, token));
    }

    /**
     * The principal behind an access key.
     *
     * @throws AwsError if the token is unknown or its time is over
     */
    public Principal identify(String accessKeyId, Optional<String> token) {
        var known = issued.get(accessKeyId);
        if (known != null) {
            return checked(known, token);
        }
        if (accessKeyId.startsWith("ASIA") || token.isPresent()) {
            throw invalid();
        }
        return ACCOUNT.matcher(accessKeyId).matches()
                ? new User(accessKeyId, "admin", accessKeyId)
                : new User(hubAccount, "keysunset", accessKeyId);
    }

    private Principal checked(Issued known, Optional<String> token) {
        if (!token.equals(Optional.of(known.token()))) {
            throw invalid();
        }
        if (!real.instant().isBefore(known.session().terms().expires())) {
            throw new AwsError("ExpiredTokenException", "The security token included in the request is expired");
        }
        return known.session();
    }

    private static AwsError invalid() {
        return new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.");
    }
}
