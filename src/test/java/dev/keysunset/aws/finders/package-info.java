/** The finders, for the tests of the room around them. */
@NullMarked
package dev.keysunset.aws.finders;

import org.jspecify.annotations.NullMarked;
