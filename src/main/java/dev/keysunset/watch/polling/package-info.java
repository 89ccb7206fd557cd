/** One poll, one look at what a feed stands on, one sweep, one listening to a queue; and the memory they need, as interfaces. */
@NullMarked
package dev.keysunset.watch.polling;

import org.jspecify.annotations.NullMarked;
