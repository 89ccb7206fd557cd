/** The packaged service as a process of its own. */
@NullMarked
package dev.keysunset.e2e;

import org.jspecify.annotations.NullMarked;
