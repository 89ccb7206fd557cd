/**
 * Speaks. The toolkit of every resource, problem details, ETags, cursors, idempotency keys and headers.
 * Knows nothing of retirements.
 */
@NullMarked
package dev.keysunset.web;

import org.jspecify.annotations.NullMarked;
