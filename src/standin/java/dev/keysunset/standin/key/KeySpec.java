package dev.keysunset.standin.key;

import java.util.List;

/** The key specs that the JDK has the cryptography for, under AWS's names. */
public enum KeySpec {
    SYMMETRIC_DEFAULT,
    RSA_2048,
    RSA_3072,
    RSA_4096,
    ECC_NIST_P256,
    ECC_NIST_P384,
    ECC_NIST_P521,
    HMAC_224,
    HMAC_256,
    HMAC_384,
    HMAC_512;

    public boolean isRsa() {
        return this == RSA_2048 || this == RSA_3072 || this == RSA_4096;
    }

    public boolean isElliptic() {
        return this == ECC_NIST_P256 || this == ECC_NIST_P384 || this == ECC_NIST_P521;
    }

    public boolean isHmac() {
        return this == HMAC_224 || this == HMAC_256 || this == HMAC_384 || this == HMAC_512;
    }

    /** The bits in the name: modulus, curve or digest; 256 for a symmetric key. */
    public int bits() {
        return this == SYMMETRIC_DEFAULT ? 256 : Integer.parseInt(name().replaceAll("^.*\\D(?=\\d+$)", ""));
    }

    public KeyUsage defaultUsage() {
        if (isHmac()) {
            return KeyUsage.GENERATE_VERIFY_MAC;
        }
        return this == SYMMETRIC_DEFAULT ? KeyUsage.ENCRYPT_DECRYPT : KeyUsage.SIGN_VERIFY;
    }

    /** The algorithms DescribeKey lists for this spec under a usage. */
    public List<String> algorithms(KeyUsage usage) {
        return switch (usage) {
            case GENERATE_VERIFY_MAC -> List.of("HMAC_SHA_" + bits());
            case ENCRYPT_DECRYPT ->
                isRsa() ? List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256") : List.of("SYMMETRIC_DEFAULT");
            case SIGN_VERIFY ->
                isRsa()
                        ? List.of(
                                "RSASSA_PKCS1_V1_5_SHA_256",
                                "RSASSA_PKCS1_V1_5_SHA_384",
                                "RSASSA_PKCS1_V1_5_SHA_512",
                                "RSASSA_PSS_SHA_256",
                                "RSASSA_PSS_SHA_384",
                                "RSASSA_PSS_SHA_512")
                        : List.of("ECDSA_SHA_" + (bits() == 521 ? 512 : bits()));
        };
    }
}
