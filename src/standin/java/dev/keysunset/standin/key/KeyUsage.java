package dev.keysunset.standin.key;

/** What a key is for; AWS's names. */
public enum KeyUsage {
    ENCRYPT_DECRYPT("EncryptionAlgorithms"),
    SIGN_VERIFY("SigningAlgorithms"),
    GENERATE_VERIFY_MAC("MacAlgorithms"),
    KEY_AGREEMENT("KeyAgreementAlgorithms"),
    ENCAPSULATE_DECAPSULATE("EncapsulationAlgorithms");

    private final String algorithmsMember;

    KeyUsage(String algorithmsMember) {
        this.algorithmsMember = algorithmsMember;
    }

    /** The member of KeyMetadata that lists this usage's algorithms. */
    public String algorithmsMember() {
        return algorithmsMember;
    }
}
