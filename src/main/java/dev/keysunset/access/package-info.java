/** Admits. People and machines with their roles, as configured, and who is calling now. */
@NullMarked
package dev.keysunset.access;

import org.jspecify.annotations.NullMarked;
