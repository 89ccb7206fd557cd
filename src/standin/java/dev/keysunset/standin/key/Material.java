package dev.keysunset.standin.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The key materials of a key, oldest first: rotation adds one and makes it current, the others go on opening what they
 * sealed. The members of a multi-Region family share them. AWS KMS Developer Guide, "Rotate AWS KMS keys".
 */
public final class Material {
    private final KeySpec spec;
    private final String keyId;
    private final List<MaterialVersion> versions = new ArrayList<>();
    private Optional<MaterialVersion> current = Optional.empty();

    /** One material, made by KMS. */
    public Material(KeySpec spec, String keyId) {
        this.spec = spec;
        this.keyId = keyId;
        rotate();
    }

    public KeySpec spec() {
        return spec;
    }

    /** Oldest first; imported material that waits for its rotation is among them. */
    public List<MaterialVersion> versions() {
        return List.copyOf(versions);
    }

    /** Whether material has ever been there. */
    public boolean isEmpty() {
        return versions.isEmpty();
    }

    public Optional<MaterialVersion> find(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /**
     * What new ciphertexts are sealed with.
     *
     * @throws IllegalStateException if the key still waits for its first import
     */
    public MaterialVersion current() {
        return current.orElseThrow(() -> new IllegalStateException("No material was ever imported for " + keyId));
    }

    /** The secret of a symmetric or HMAC key. */
    public SecretKey secret() {
        return current().secret();
    }

    /** The pair of an asymmetric key. */
    public KeyPair pair() {
        return current().pair();
    }

    /** Makes a new material by KMS itself and current. */
    public MaterialVersion rotate() {
        var name = keyId + "/" + versions.size();
        var version = MaterialVersion.generated(spec, name.getBytes(StandardCharsets.UTF_8));
        versions.add(version);
        return rotate(version);
    }

    /** Makes a material that is there already, such as an imported one, current. */
    public MaterialVersion rotate(MaterialVersion to) {
        current = Optional.of(to);
        return to;
    }

    /**
     * Takes in material made outside. The same bytes are the same material, whenever they come; the first one becomes
     * current at once, all others wait for a rotation.
     *
     * @param bytes a symmetric or HMAC key as it is, the private key of a pair in PKCS#8
     * @throws GeneralSecurityException if the bytes are no key of this spec
     */
    public MaterialVersion importing(byte[] bytes) throws GeneralSecurityException {
        var version = MaterialVersion.imported(spec, keyId.getBytes(StandardCharsets.UTF_8), bytes);
        var known = find(version.id());
        if (known.isPresent()) {
            return known.get();
        }
        versions.add(version);
        if (versions.size() == 1) {
            rotate(version);
        }
        return version;
    }

    /**
     * The id of material made outside, whether it was ever taken in or not.
     *
     * @throws GeneralSecurityException if the bytes are no key of this spec
     */
    public String identify(byte[] bytes) throws GeneralSecurityException {
        return MaterialVersion.imported(spec, keyId.getBytes(StandardCharsets.UTF_8), bytes)
                .id();
    }

    /** The imported material that waits for a rotation. */
    public Optional<MaterialVersion> pending() {
        return current.flatMap(now -> versions.subList(versions.indexOf(now) + 1, versions.size()).stream()
                .findFirst());
    }

    /** Makes this the material of a key that waits for its first import. */
    public void awaitImport() {
        versions.clear();
        current = Optional.empty();
    }
}
