/** The inbox of whoever is on call: each rollback explained, with what to check and to repeat. */
@NullMarked
package dev.keysunset.console.oncall;

import org.jspecify.annotations.NullMarked;
