/** What was told to whom, and what was not, over HTTP. */
@NullMarked
package dev.keysunset.notify.api;

import org.jspecify.annotations.NullMarked;
