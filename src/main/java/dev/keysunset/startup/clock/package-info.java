/** The two clocks, and how patient the service is by them. */
@NullMarked
package dev.keysunset.startup.clock;

import org.jspecify.annotations.NullMarked;
