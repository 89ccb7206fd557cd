/**
 * Tells: the outbox, in which what is worth telling is committed with what caused it, and its delivery to targets, at least once.
 * Who is told of what is configuration, which stands at the door; beside it {@code channel}, {@code outbox} above that, and the
 * resources in {@code api}.
 */
@NullMarked
package dev.keysunset.notify;

import org.jspecify.annotations.NullMarked;
