/** Watches keys that others disabled or scheduled, and tells people who needs them. Does nothing to such a key. */
@NullMarked
package dev.keysunset.watch.guards;

import org.jspecify.annotations.NullMarked;
