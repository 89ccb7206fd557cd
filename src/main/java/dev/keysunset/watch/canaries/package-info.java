/** Calls of our own on disabled keys, which must fail and come back through the feeds: made, kept, and reported. */
@NullMarked
package dev.keysunset.watch.canaries;

import org.jspecify.annotations.NullMarked;
