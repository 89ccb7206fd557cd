/** The pages of who steers the whole: the stop, the rules and settings in force, and the history of everything. */
@NullMarked
package dev.keysunset.console.steer;

import org.jspecify.annotations.NullMarked;
