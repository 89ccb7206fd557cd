/** The memory of the engine in PostgreSQL: claims, decisions under a fence, intents before effects, and what came of them. */
@NullMarked
package dev.keysunset.retirement.journal;

import org.jspecify.annotations.NullMarked;
