/** The pages of what there is: the keys of the accounts, the feeds that watch them, and handing keys in. */
@NullMarked
package dev.keysunset.console.estate;

import org.jspecify.annotations.NullMarked;
