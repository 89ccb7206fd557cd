package dev.keysunset.standin.signature;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.signature.SignatureCheck.Claim;
import dev.keysunset.standin.sts.Credentials;
import dev.keysunset.standin.sts.Credentials.Known;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Service;
import java.time.InstantSource;
import java.util.ArrayList;

/** Finds out who sent a request: the access key is known, the signature is its secret's, and its time is not over. */
public final class Authenticator {
    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";
    private static final String EXPIRED_TOKEN = "The security token included in the request is expired";

    private final Credentials credentials;
    private final Settings settings;
    private final InstantSource real;
    private final SignatureCheck signatures;

    public Authenticator(Credentials credentials, Settings settings, InstantSource real) {
        this.credentials = credentials;
        this.settings = settings;
        this.real = real;
        this.signatures = new SignatureCheck(real, settings);
    }

    /** A principal and the Region it called. */
    public record Sender(Principal principal, String region) {}

    /**
     * Who sent the request.
     *
     * @param service the one that is called
     * @throws AwsError if AWS would not believe it
     */
    public Sender authenticate(SignedRequest request, Service service) {
        var header = request.header("authorization").orElseThrow(() -> unsigned(service));
        var authorization = Authorization.parse(header)
                .orElseThrow(() -> Rejection.INCOMPLETE.by(
                        service, "Authorization header requires '" + Authorization.ALGORITHM + "'. Got: " + header));
        var claim = new Claim(request, authorization, service);
        requireComplete(claim);
        var known = credentials
                .find(authorization.accessKeyId(), request.header("x-amz-security-token"))
                .orElseThrow(() -> Rejection.UNKNOWN_KEY.by(service, INVALID_TOKEN));
        check(claim, known);
        return new Sender(known.principal(), authorization.region());
    }

    private void check(Claim claim, Known known) {
        if (settings.get(SignatureBehaviour.CHECK)) {
            signatures.pass(claim, known.secret());
        }
        if (!real.instant().isBefore(known.expires())) {
            throw Rejection.TOKEN_EXPIRED.by(claim.service(), EXPIRED_TOKEN);
        }
    }

    private static void requireComplete(Claim claim) {
        var complaints = new ArrayList<>(claim.authorization().complaints());
        if (claim.request().header("x-amz-date").isEmpty()) {
            complaints.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!complaints.isEmpty()) {
            throw Rejection.INCOMPLETE.by(
                    claim.service(),
                    String.join(" ", complaints) + " Authorization="
                            + claim.authorization().text());
        }
    }

    private static AwsError unsigned(Service service) {
        return Rejection.UNSIGNED.by(
                service,
                service.wire().answersXml()
                        ? "Request is missing Authentication Token"
                        : "Missing Authentication Token");
    }
}
