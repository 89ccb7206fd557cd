package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;

/** What the service's own role may do in an account. */
public interface Rights {
    /**
     * Whether the role's own policies, its boundary and its organisation let it call EnableKey and CancelKeyDeletion on the key; the
     * key policy is left out.
     */
    Reading<RoleStanding> toBringBack(KeyArn keyArn);
}
