/** AWS Config: a recorder, and queries over what it has recorded. */
@NullMarked
package dev.keysunset.standin.config;

import org.jspecify.annotations.NullMarked;
