package dev.keysunset.standin.key;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** Message authentication codes by HMAC keys; the key's spec is its one algorithm. */
public final class Macs {
    private Macs() {}

    public static byte[] mac(Material material, byte[] message) {
        try {
            var mac = Mac.getInstance(material.spec().jdkName());
            mac.init(material.secret());
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + material.spec(), e);
        }
    }
}
