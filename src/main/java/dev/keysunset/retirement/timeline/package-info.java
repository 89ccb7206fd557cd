/** The append-only history of each retirement, what it waits for now, and what of both is told to people. */
@NullMarked
package dev.keysunset.retirement.timeline;

import org.jspecify.annotations.NullMarked;
