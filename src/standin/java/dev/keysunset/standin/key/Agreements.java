package dev.keysunset.standin.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import javax.crypto.KEM.Encapsulated;
import javax.crypto.KeyAgreement;

/** Secrets that two parties come to share: by ECDH or by encapsulation with ML-KEM. */
public final class Agreements {
    private Agreements() {}

    /**
     * The secret that an elliptic key shares with a peer.
     *
     * @param peer a DER-encoded public key
     * @throws GeneralSecurityException if that is no public key on the same curve
     */
    public static byte[] ecdh(Material material, byte[] peer) throws GeneralSecurityException {
        var publicKey = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(peer));
        var privateKey = (ECPrivateKey) material.pair().getPrivate();
        if (!publicKey.getParams().getCurve().equals(privateKey.getParams().getCurve())) {
            throw new InvalidKeyException("The peer's key is on another curve");
        }
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(privateKey);
        agreement.doPhase(publicKey, true);
        return agreement.generateSecret();
    }

    /** A new secret and the capsule from which only the key gets it back. */
    public static Encapsulated encapsulate(Material material) {
        try {
            return KEM.getInstance("ML-KEM")
                    .newEncapsulator(material.pair().getPublic())
                    .encapsulate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + material.spec(), e);
        }
    }

    /**
     * The secret in a capsule. One that was tampered with yields another secret, not an error: so does ML-KEM work.
     *
     * @throws DecapsulateException if it is not as long as capsules for this key are
     */
    public static byte[] decapsulate(Material material, byte[] capsule) throws DecapsulateException {
        try {
            return KEM.getInstance("ML-KEM")
                    .newDecapsulator(material.pair().getPrivate())
                    .decapsulate(capsule)
                    .getEncoded();
        } catch (DecapsulateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + material.spec(), e);
        }
    }
}
