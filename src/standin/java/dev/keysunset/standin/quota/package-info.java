/** How often an account may call: AWS's request quotas, and what is thought too often for a single key. */
@NullMarked
package dev.keysunset.standin.quota;

import org.jspecify.annotations.NullMarked;
