/** The pages of the gates: what waits for whom, and one screen for each with everything that speaks for and against it. */
@NullMarked
package dev.keysunset.console.gate;

import org.jspecify.annotations.NullMarked;
