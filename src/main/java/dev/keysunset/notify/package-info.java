/**
 * Tells: the outbox, in which what is worth telling is committed with what caused it, and its delivery to targets, at least once.
 * Who is told of what is configuration.
 */
@NullMarked
package dev.keysunset.notify;

import org.jspecify.annotations.NullMarked;
