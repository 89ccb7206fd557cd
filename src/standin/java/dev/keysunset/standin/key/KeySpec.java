package dev.keysunset.standin.key;

import java.util.List;
import java.util.Optional;

/**
 * The key specs that the JDK has the cryptography for, under AWS's names. It has none for ECC_SECG_P256K1 and SM2.
 */
public enum KeySpec {
    SYMMETRIC_DEFAULT(Kind.SYMMETRIC, 256),
    RSA_2048(Kind.RSA, 2048),
    RSA_3072(Kind.RSA, 3072),
    RSA_4096(Kind.RSA, 4096),
    ECC_NIST_P256(Kind.NIST_CURVE, 256),
    ECC_NIST_P384(Kind.NIST_CURVE, 384),
    ECC_NIST_P521(Kind.NIST_CURVE, 521),
    ECC_NIST_EDWARDS25519(Kind.EDWARDS_CURVE, 255),
    ML_DSA_44(Kind.ML_DSA, 44),
    ML_DSA_65(Kind.ML_DSA, 65),
    ML_DSA_87(Kind.ML_DSA, 87),
    ML_KEM_512(Kind.ML_KEM, 512),
    ML_KEM_768(Kind.ML_KEM, 768),
    ML_KEM_1024(Kind.ML_KEM, 1024),
    HMAC_224(Kind.HMAC, 224),
    HMAC_256(Kind.HMAC, 256),
    HMAC_384(Kind.HMAC, 384),
    HMAC_512(Kind.HMAC, 512);

    private enum Kind {
        SYMMETRIC,
        RSA,
        NIST_CURVE,
        EDWARDS_CURVE,
        ML_DSA,
        ML_KEM,
        HMAC
    }

    private static final List<String> RSA_SIGNING = List.of(
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSASSA_PKCS1_V1_5_SHA_384",
            "RSASSA_PKCS1_V1_5_SHA_512",
            "RSASSA_PSS_SHA_256",
            "RSASSA_PSS_SHA_384",
            "RSASSA_PSS_SHA_512");

    private final Kind kind;
    private final int size;

    KeySpec(Kind kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /** The spec of this name; empty for one that AWS has and the JDK has not, and for what is no spec at all. */
    public static Optional<KeySpec> named(String name) {
        for (var spec : values()) {
            if (spec.name().equals(name)) {
                return Optional.of(spec);
            }
        }
        return Optional.empty();
    }

    public boolean isRsa() {
        return kind == Kind.RSA;
    }

    /** Whether it is on a NIST curve that the JDK counts among its keys of type EC. */
    public boolean isElliptic() {
        return kind == Kind.NIST_CURVE;
    }

    public boolean isHmac() {
        return kind == Kind.HMAC;
    }

    /** Whether its material is one secret rather than a pair. */
    public boolean isSecret() {
        return kind == Kind.SYMMETRIC || kind == Kind.HMAC;
    }

    /** Whether GenerateDataKeyPair makes pairs of it. */
    public boolean isForDataKeyPairs() {
        return !isSecret() && kind != Kind.ML_DSA;
    }

    /** The name of the JDK's generator and factory of pairs. */
    public String jdkName() {
        return switch (kind) {
            case RSA -> "RSA";
            case NIST_CURVE -> "EC";
            case EDWARDS_CURVE -> "Ed25519";
            case ML_DSA -> "ML-DSA-" + size;
            case ML_KEM -> "ML-KEM-" + size;
            case HMAC -> "HmacSHA" + size;
            case SYMMETRIC -> "AES";
        };
    }

    /** The curve's name in the JDK. */
    String curve() {
        return "secp" + size + "r1";
    }

    /** The number in the name: bits of modulus, curve or digest, or a parameter set; 256 for a symmetric key. */
    public int bits() {
        return size;
    }

    public KeyUsage defaultUsage() {
        return switch (kind) {
            case SYMMETRIC -> KeyUsage.ENCRYPT_DECRYPT;
            case HMAC -> KeyUsage.GENERATE_VERIFY_MAC;
            case ML_KEM -> KeyUsage.ENCAPSULATE_DECAPSULATE;
            case RSA, NIST_CURVE, EDWARDS_CURVE, ML_DSA -> KeyUsage.SIGN_VERIFY;
        };
    }

    /** The algorithms DescribeKey lists for this spec under a usage; none if the spec is not for it. */
    public List<String> algorithms(KeyUsage usage) {
        return switch (usage) {
            case GENERATE_VERIFY_MAC -> kind == Kind.HMAC ? List.of("HMAC_SHA_" + size) : List.of();
            case ENCRYPT_DECRYPT ->
                switch (kind) {
                    case SYMMETRIC -> List.of("SYMMETRIC_DEFAULT");
                    case RSA -> List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256");
                    default -> List.of();
                };
            case SIGN_VERIFY ->
                switch (kind) {
                    case RSA -> RSA_SIGNING;
                    case NIST_CURVE -> List.of("ECDSA_SHA_" + (size == 521 ? 512 : size));
                    case EDWARDS_CURVE -> List.of("ED25519_SHA_512", "ED25519_PH_SHA_512");
                    case ML_DSA -> List.of("ML_DSA_SHAKE_256");
                    default -> List.of();
                };
            case KEY_AGREEMENT -> kind == Kind.NIST_CURVE ? List.of("ECDH") : List.of();
            case ENCAPSULATE_DECAPSULATE -> kind == Kind.ML_KEM ? List.of("ML_KEM") : List.of();
        };
    }
}
