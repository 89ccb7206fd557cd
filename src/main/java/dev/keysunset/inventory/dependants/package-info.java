/** Knows which resources name a key: surveys of whole places, kept for all who ask within a short time. */
@NullMarked
package dev.keysunset.inventory.dependants;

import org.jspecify.annotations.NullMarked;
