/**
 * Mistakes that somebody could make, planted one at a time in a copy of the sources, to see that the laws of the simulation and
 * the tests beside it have teeth. The patches lie in {@code src/test/resources/mutants}; one that no longer applies fails the
 * build.
 */
@NullMarked
package dev.keysunset.mutants;

import org.jspecify.annotations.NullMarked;
