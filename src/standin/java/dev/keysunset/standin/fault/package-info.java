/** Everything that goes wrong: on request, or drawn from a seed. */
@NullMarked
package dev.keysunset.standin.fault;

import org.jspecify.annotations.NullMarked;
