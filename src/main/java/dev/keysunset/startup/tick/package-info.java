/** Drives the engine and the feeds: claims what is due whenever there is somebody free to work on it. */
@NullMarked
package dev.keysunset.startup.tick;

import org.jspecify.annotations.NullMarked;
