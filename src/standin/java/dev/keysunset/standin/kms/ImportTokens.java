package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Randomness;
import dev.keysunset.standin.wire.AwsError;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The wrapping keys that GetParametersForImport hands out, each good for one key and 24 hours. */
final class ImportTokens {
    private static final Duration VALID = Duration.ofHours(24);
    /** Expired ones are remembered for a while, so that they can be told from those that never were. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final DomainClock clock;
    private final Map<String, Parameters> handedOut = new HashMap<>();

    /** What belongs together: the token, the wrapping key and how it shall be used. */
    record Parameters(String token, KeyArn key, KeyPair wrapping, String algorithm, Instant validTo) {}

    ImportTokens(DomainClock clock) {
        this.clock = clock;
    }

    Parameters issue(Key key, String algorithm, String spec) {
        var name = HexFormat.of().formatHex(Randomness.bytes(64));
        var validTo = clock.now().plus(VALID);
        var parameters = new Parameters(name, key.arn(), wrappingKey(spec), algorithm, validTo);
        handedOut.put(name, parameters);
        clock.at(validTo.plus(REMEMBERED), () -> handedOut.remove(name));
        return parameters;
    }

    /**
     * The parameters that a token belongs to.
     *
     * @throws AwsError an InvalidImportTokenException or an ExpiredImportTokenException
     */
    Parameters of(String token, Key key) {
        var parameters = handedOut.get(token);
        if (parameters == null || !parameters.key().equals(key.arn())) {
            throw new AwsError("InvalidImportTokenException", "The import token is not one of " + key.arn());
        }
        if (!clock.now().isBefore(parameters.validTo())) {
            throw new AwsError("ExpiredImportTokenException", "The import token expired at " + parameters.validTo());
        }
        return parameters;
    }

    private static KeyPair wrappingKey(String spec) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(Integer.parseInt(spec.substring("RSA_".length())));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has RSA", e);
        }
    }
}
