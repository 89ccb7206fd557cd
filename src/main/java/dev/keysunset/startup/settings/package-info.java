/** Refuses a start that could only go wrong, naming every setting in question and why. */
@NullMarked
package dev.keysunset.startup.settings;

import org.jspecify.annotations.NullMarked;
