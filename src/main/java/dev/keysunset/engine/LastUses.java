package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LastUse;
import java.util.List;

/** The last uses that KMS told, with what CloudTrail's records say of them. */
@FunctionalInterface
public interface LastUses {
    /** Those whose records were asked for, or will be, the latest use first. */
    List<LastUse> of(KeyArn keyArn);
}
