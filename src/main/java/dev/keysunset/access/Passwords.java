package dev.keysunset.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Compares passwords. With HTTP Basic every request carries one, and bcrypt is slow on purpose: a password that was right once
 * is recognised by a keyed digest that exists only in this process; a wrong one always pays for bcrypt.
 */
@ApplicationScoped
class Passwords {
    private static final Logger LOG = Logger.getLogger(Passwords.class);
    private static final String ALGORITHM = "HmacSHA256";

    private final Users users;
    private final SecretKeySpec processKey;
    private final Map<String, byte[]> verified = new ConcurrentHashMap<>();

    Passwords(Users users) {
        this.users = users;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.processKey = new SecretKeySpec(random, ALGORITHM);
    }

    boolean belongs(String password, User user) {
        var digest = digest(password);
        var before = verified.get(user.name());
        if (before != null && MessageDigest.isEqual(before, digest)) {
            return true;
        }
        var right = matches(password, user);
        if (right) {
            verified.put(user.name(), digest);
        }
        return right;
    }

    /** Takes as long as refusing a user's wrong password does. */
    void refuseStranger(String password) {
        users.anybody().ifPresent(user -> matches(password, user));
    }

    private static boolean matches(String password, User user) {
        try {
            return BcryptUtil.matches(password, user.passwordHash());
        } catch (RuntimeException e) {
            LOG.errorf("user=%s password-hash is not a bcrypt hash; nobody can sign in as this user", user.name());
            return false;
        }
    }

    private byte[] digest(String password) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(processKey);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
