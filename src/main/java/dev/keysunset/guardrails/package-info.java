/**
 * Restrains, at AWS itself and for everybody: on one person's proposal and another's approval it adds the statement to a key policy
 * by which AWS refuses to disable or schedule a key that was used lately. The old policy is kept.
 */
@NullMarked
package dev.keysunset.guardrails;

import org.jspecify.annotations.NullMarked;
