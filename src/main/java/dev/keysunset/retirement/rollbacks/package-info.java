/** Rollbacks: when they began and why, how they get on, what on-call finds out about them and is advised to do. */
@NullMarked
package dev.keysunset.retirement.rollbacks;

import org.jspecify.annotations.NullMarked;
