/** How workloads use a key over time: one small type for each habit. */
@NullMarked
package dev.keysunset.standin.story;

import org.jspecify.annotations.NullMarked;
