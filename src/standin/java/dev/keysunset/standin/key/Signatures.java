package dev.keysunset.standin.key;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;

/** Signatures and message authentication codes under AWS's algorithm names. */
public final class Signatures {
    /** DER prefixes of DigestInfo (RFC 8017, 9.2), by digest size: what PKCS#1 v1.5 puts before a ready digest. */
    private static final Map<Integer, String> DIGEST_INFO = Map.of(
            256, "3031300d060960864801650304020105000420",
            384, "3041300d060960864801650304020205000430",
            512, "3051300d060960864801650304020305000440");

    private Signatures() {}

    /**
     * Signs with an asymmetric key.
     *
     * @param digest true if the message is already a digest (MessageType DIGEST)
     */
    public static byte[] sign(Material material, String algorithm, byte[] message, boolean digest)
            throws GeneralSecurityException {
        var signature = signature(algorithm, digest);
        signature.initSign(material.pair().getPrivate());
        signature.update(prepared(algorithm, message, digest));
        return signature.sign();
    }

    public static boolean verify(Material material, String algorithm, byte[] message, boolean digest, byte[] candidate)
            throws GeneralSecurityException {
        var signature = signature(algorithm, digest);
        signature.initVerify(material.pair().getPublic());
        signature.update(prepared(algorithm, message, digest));
        return signature.verify(candidate);
    }

    public static byte[] mac(Material material, byte[] message) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA" + material.spec().bits());
        mac.init(material.secret());
        return mac.doFinal(message);
    }

    private static Signature signature(String algorithm, boolean digest) throws GeneralSecurityException {
        var bits = bits(algorithm);
        if (algorithm.startsWith("ECDSA")) {
            return Signature.getInstance(digest ? "NONEwithECDSA" : "SHA" + bits + "withECDSA");
        }
        if (algorithm.startsWith("RSASSA_PKCS1")) {
            return Signature.getInstance(digest ? "NONEwithRSA" : "SHA" + bits + "withRSA");
        }
        if (digest) {
            throw new GeneralSecurityException("The JDK has no RSASSA-PSS over a ready digest");
        }
        var signature = Signature.getInstance("RSASSA-PSS");
        var name = "SHA-" + bits;
        signature.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), bits / 8, 1));
        return signature;
    }

    private static byte[] prepared(String algorithm, byte[] message, boolean digest) {
        var prefix = DIGEST_INFO.get(bits(algorithm));
        if (!digest || prefix == null || !algorithm.startsWith("RSASSA_PKCS1")) {
            return message;
        }
        var hex = HexFormat.of();
        return hex.parseHex(prefix + hex.formatHex(message));
    }

    private static int bits(String algorithm) {
        return Integer.parseInt(algorithm.substring(algorithm.lastIndexOf('_') + 1));
    }
}
