/**
 * Remembers. Every retirement with its members, people's words, effects and timeline is kept in PostgreSQL, claimed from
 * there, and told from there; what must never happen is refused by the database too.
 */
@NullMarked
package dev.keysunset.retirement;

import org.jspecify.annotations.NullMarked;
