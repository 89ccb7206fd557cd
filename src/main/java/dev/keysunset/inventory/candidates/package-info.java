/** Proposes. Rules find keys that nobody seems to need, owners are told and may object, and only then is anything submitted. */
@NullMarked
package dev.keysunset.inventory.candidates;

import org.jspecify.annotations.NullMarked;
