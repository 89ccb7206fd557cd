package dev.keysunset.standin.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;

/** Signatures under AWS's algorithm names. */
public final class Signatures {
    /** DER prefixes of DigestInfo (RFC 8017, 9.2), by digest size: what PKCS#1 v1.5 puts before a ready digest. */
    private static final Map<Integer, String> DIGEST_INFO = Map.of(
            256, "3031300d060960864801650304020105000420",
            384, "3041300d060960864801650304020205000430",
            512, "3051300d060960864801650304020305000440");

    private final String algorithm;
    private final boolean digest;

    /**
     * A way to sign.
     *
     * @param type RAW or DIGEST; the JDK cannot sign the external mu of ML-DSA
     */
    public Signatures(String algorithm, MessageType type) {
        this.algorithm = algorithm;
        this.digest = type == MessageType.DIGEST;
    }

    public byte[] sign(KeyPair pair, byte[] message) throws GeneralSecurityException {
        if (isPss() && digest) {
            var cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, pair.getPrivate());
            return cipher.doFinal(pss(pair).encode(message));
        }
        var signature = signature();
        signature.initSign(pair.getPrivate());
        signature.update(prepared(message));
        return signature.sign();
    }

    public boolean verify(KeyPair pair, byte[] message, byte[] candidate) throws GeneralSecurityException {
        if (isPss() && digest) {
            var cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, pair.getPublic());
            return pss(pair).matches(cipher.doFinal(candidate), message);
        }
        var signature = signature();
        signature.initVerify(pair.getPublic());
        signature.update(prepared(message));
        return signature.verify(candidate);
    }

    private Signature signature() throws GeneralSecurityException {
        if (algorithm.startsWith("ECDSA")) {
            return Signature.getInstance(digest ? "NONEwithECDSA" : "SHA" + bits() + "withECDSA");
        }
        if (algorithm.startsWith("ED25519")) {
            return edwards();
        }
        if (algorithm.startsWith("ML_DSA")) {
            return Signature.getInstance("ML-DSA");
        }
        if (!isPss()) {
            return Signature.getInstance(digest ? "NONEwithRSA" : "SHA" + bits() + "withRSA");
        }
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
                new PSSParameterSpec(hashName(), "MGF1", new MGF1ParameterSpec(hashName()), bits() / 8, 1));
        return signature;
    }

    /** AWS hashes what it is given once more for ED25519_PH_SHA_512, though that is a digest already. */
    private Signature edwards() throws GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.setParameter(new EdDSAParameterSpec(algorithm.startsWith("ED25519_PH")));
        return signature;
    }

    private byte[] prepared(byte[] message) {
        var prefix = DIGEST_INFO.get(bits());
        if (!digest || prefix == null || !algorithm.startsWith("RSASSA_PKCS1")) {
            return message;
        }
        var hex = HexFormat.of();
        return hex.parseHex(prefix + hex.formatHex(message));
    }

    private PssEncoding pss(KeyPair pair) throws GeneralSecurityException {
        return new PssEncoding(
                hashName(), ((RSAKey) pair.getPublic()).getModulus().bitLength() - 1);
    }

    private boolean isPss() {
        return algorithm.startsWith("RSASSA_PSS");
    }

    private String hashName() {
        return "SHA-" + bits();
    }

    private int bits() {
        return Integer.parseInt(algorithm.substring(algorithm.lastIndexOf('_') + 1));
    }
}
