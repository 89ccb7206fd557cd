package dev.keysunset.engine;

import java.time.Duration;

/** How far this replica's domain clock is from AWS's own: the third witness of the time. */
@FunctionalInterface
public interface Skew {
    /** In domain time, as AWS's last answer showed it: positive where we are ahead; zero before the first answer. */
    Duration measured();
}
