/** Whether a call is allowed: the session's policy and the key's policy, and the words of a denial. */
@NullMarked
package dev.keysunset.standin.permission;

import org.jspecify.annotations.NullMarked;
