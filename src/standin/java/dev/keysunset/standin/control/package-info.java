/** The control API under /_standin, which moves the clock, makes keys, uses them and breaks things. */
@NullMarked
package dev.keysunset.standin.control;

import org.jspecify.annotations.NullMarked;
