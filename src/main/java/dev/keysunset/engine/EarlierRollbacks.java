package dev.keysunset.engine;

import dev.keysunset.core.EarlierRollback;
import dev.keysunset.core.KeyArn;
import java.util.Collection;
import java.util.List;

/** The rollbacks that keys went through in retirements that are over. */
public interface EarlierRollbacks {
    /** Oldest first. */
    List<EarlierRollback> of(Collection<KeyArn> keys);
}
