/** The pages of retirements: the list, and one of them with its timeline drawn to scale and all that can be done with it. */
@NullMarked
package dev.keysunset.console.journey;

import org.jspecify.annotations.NullMarked;
