/** What keys cost, whom to ask about them, and what their retirement saves. */
@NullMarked
package dev.keysunset.inventory.money;

import org.jspecify.annotations.NullMarked;
