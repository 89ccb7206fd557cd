package dev.keysunset.standin.signature;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Service;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Whether a signature is right and fresh. Freshness is a matter of real time: clients sign by their machine's clock, also
 * where the domain clock runs fast.
 */
final class SignatureCheck {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource real;
    private final Settings settings;
    private final SigningKeys keys = new SigningKeys();

    SignatureCheck(InstantSource real, Settings settings) {
        this.real = real;
        this.settings = settings;
    }

    /** A signed request and what its signature says. */
    record Claim(SignedRequest request, Authorization authorization, Service service) {
        AwsError disbelief(String text) {
            return Rejection.NOT_BELIEVED.by(service, text);
        }
    }

    /**
     * Passes a signature that the secret made a moment ago.
     *
     * @throws AwsError in AWS's words
     */
    void pass(Claim claim, String secret) {
        var time = claim.request().header("x-amz-date").orElse("");
        checkScope(claim, time);
        checkAge(claim, time);
        var canonical =
                CanonicalRequest.of(claim.request(), claim.authorization().signedHeaders(), claim.service());
        var scope = claim.authorization().scope();
        var toSign = String.join("\n", Authorization.ALGORITHM, time, scope, Hashes.hex(Hashes.sha256(canonical)));
        var signature = Hashes.hex(Hashes.hmac(keys.of(secret, scope), toSign));
        if (!MessageDigest.isEqual(ascii(signature), ascii(claim.authorization().signature()))) {
            throw claim.disbelief("The request signature we calculated does not match the signature you provided. Check"
                    + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private static void checkScope(Claim claim, String time) {
        var authorization = claim.authorization();
        if (!authorization.service().equals(claim.service().prefix())) {
            throw claim.disbelief("Credential should be scoped to correct service: '"
                    + claim.service().prefix() + "'. ");
        }
        if (!authorization.scope().endsWith("/aws4_request")) {
            throw claim.disbelief("Credential should be scoped with a valid terminator: 'aws4_request'. ");
        }
        if (!time.startsWith(authorization.date())) {
            throw claim.disbelief("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                    + " HTTP: '" + authorization.date() + "' != '" + time.substring(0, Math.min(8, time.length()))
                    + "', from '" + time + "'.");
        }
        if (!authorization.signedHeaders().contains("host")) {
            throw claim.disbelief("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private void checkAge(Claim claim, String time) {
        var now = real.instant();
        var longest = settings.get(SignatureBehaviour.LONGEST_AGE);
        var signed = signed(claim, time);
        if (signed.isBefore(now.minus(longest))) {
            throw claim.disbelief("Signature expired: " + time + " is now earlier than "
                    + BASIC.format(now.minus(longest)) + " (" + BASIC.format(now) + " - " + written(longest) + ")");
        }
        if (signed.isAfter(now.plus(longest))) {
            throw claim.disbelief("Signature not yet current: " + time + " is still later than "
                    + BASIC.format(now.plus(longest)) + " (" + BASIC.format(now) + " + " + written(longest) + ")");
        }
    }

    private static Instant signed(Claim claim, String time) {
        try {
            return BASIC.parse(time, Instant::from);
        } catch (DateTimeParseException e) {
            throw Rejection.INCOMPLETE.by(
                    claim.service(),
                    "Date must be in ISO-8601 'basic format'. Got '" + time
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private static String written(Duration age) {
        return age.toSecondsPart() == 0 ? age.toMinutes() + " min." : age.toSeconds() + " sec.";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
