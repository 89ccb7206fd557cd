/** A command line that asks a running service by its REST API, as people do in the console. */
@NullMarked
package dev.keysunset.command;

import org.jspecify.annotations.NullMarked;
