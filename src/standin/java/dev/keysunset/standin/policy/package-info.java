/** The policy language: statements and conditions, read and evaluated. */
@NullMarked
package dev.keysunset.standin.policy;

import org.jspecify.annotations.NullMarked;
