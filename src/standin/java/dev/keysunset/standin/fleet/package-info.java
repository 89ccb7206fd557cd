/** Keys made in bulk, among them the demo fleet. */
@NullMarked
package dev.keysunset.standin.fleet;

import org.jspecify.annotations.NullMarked;
