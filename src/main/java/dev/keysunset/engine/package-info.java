/**
 * Carries out: claim, gather, decide, record, act. Plain steps over ports; the ports it needs are interfaces here, and other
 * rooms implement them. No transaction is open across a call to AWS.
 */
@NullMarked
package dev.keysunset.engine;

import org.jspecify.annotations.NullMarked;
