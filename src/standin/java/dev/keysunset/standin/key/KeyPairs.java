package dev.keysunset.standin.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Pairs of keys made by the JDK. */
public final class KeyPairs {
    private KeyPairs() {}

    /** Makes a pair of an asymmetric spec. */
    public static KeyPair generate(KeySpec spec) {
        try {
            var generator = KeyPairGenerator.getInstance(spec.jdkName());
            if (spec.isRsa()) {
                generator.initialize(spec.bits());
            } else if (spec.isElliptic()) {
                generator.initialize(new ECGenParameterSpec(spec.curve()));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot make a key of spec " + spec, e);
        }
    }
}
