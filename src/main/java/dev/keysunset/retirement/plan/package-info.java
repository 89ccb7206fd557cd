/** Plans: what submissions would lead to, for one key or for ten thousand, kept so that a submission can name one. */
@NullMarked
package dev.keysunset.retirement.plan;

import org.jspecify.annotations.NullMarked;
