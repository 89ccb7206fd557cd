/** What was found before a gate, and what people decided on it, until it counts no more. */
@NullMarked
package dev.keysunset.retirement.approvals;

import org.jspecify.annotations.NullMarked;
