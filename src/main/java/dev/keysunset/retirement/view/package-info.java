/** Retirements put together from their rows: as the core knows them, as the watch looks for them, as people see them. */
@NullMarked
package dev.keysunset.retirement.view;

import org.jspecify.annotations.NullMarked;
