/** Calls of our own on disabled keys, by sessions that may do nothing else. */
@NullMarked
package dev.keysunset.aws.canaries;

import org.jspecify.annotations.NullMarked;
