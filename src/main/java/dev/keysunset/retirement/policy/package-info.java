/** The policies as people set them, kept in every version that a retirement may have pinned. */
@NullMarked
package dev.keysunset.retirement.policy;

import org.jspecify.annotations.NullMarked;
