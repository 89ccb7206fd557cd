/** What a call, its answer and its error are, whatever protocol carried them, and the log of all of them. */
@NullMarked
package dev.keysunset.standin.wire;

import org.jspecify.annotations.NullMarked;
