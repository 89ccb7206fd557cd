/** What holds effects back and never a rollback: stops by people or by too many rollbacks, the caps, a clock that is off. */
@NullMarked
package dev.keysunset.retirement.restraints;

import org.jspecify.annotations.NullMarked;
