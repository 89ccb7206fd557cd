/** Who calls: users, sessions of roles and services, and the access keys that prove it. */
@NullMarked
package dev.keysunset.standin.identity;

import org.jspecify.annotations.NullMarked;
