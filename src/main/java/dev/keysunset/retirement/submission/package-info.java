/** How a key that people name, or a rule proposes, becomes a retirement with its whole family; or why it does not. */
@NullMarked
package dev.keysunset.retirement.submission;

import org.jspecify.annotations.NullMarked;
