/** The keys themselves: names, states, families, material and last use. */
@NullMarked
package dev.keysunset.standin.key;

import org.jspecify.annotations.NullMarked;
