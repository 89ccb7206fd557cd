/** Begins: brings the database and, with nothing configured, the demo world up before the service, and down after it. */
@NullMarked
package dev.keysunset.startup;

import org.jspecify.annotations.NullMarked;
