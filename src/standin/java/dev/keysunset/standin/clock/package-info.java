/** AWS's time as the stand-in tells it: it may run fast, be moved by hand, and everything due happens in order. */
@NullMarked
package dev.keysunset.standin.clock;

import org.jspecify.annotations.NullMarked;
