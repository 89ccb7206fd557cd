/** The ways to a target, each in the words of those who run it, and the only ones of this room that reach out of the service. */
@NullMarked
package dev.keysunset.notify.channel;

import org.jspecify.annotations.NullMarked;
