package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;

/** The past of a key's material. */
public interface KeyRotations {
    /** How many completed rotations KMS keeps the former material of. */
    Reading<Integer> kept(KeyArn keyArn);
}
