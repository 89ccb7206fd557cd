/** What keeps the service from starting, told in a sentence. */
@NullMarked
package dev.keysunset.startup.refusal;

import org.jspecify.annotations.NullMarked;
