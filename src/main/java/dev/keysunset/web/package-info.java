/**
 * Speaks. The toolkit of every resource, problem details, ETags, cursors, idempotency keys, headers, and the page at the
 * root. Knows nothing of retirements.
 */
@NullMarked
package dev.keysunset.web;

import org.jspecify.annotations.NullMarked;
