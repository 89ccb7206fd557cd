/** Knows. Every key of the configured accounts, used or not, as scans read them, and which of them nobody seems to need. */
@NullMarked
package dev.keysunset.inventory;

import org.jspecify.annotations.NullMarked;
