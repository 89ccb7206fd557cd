/** The pages of whoever is on call: the inbox, each rollback explained, and whether what an alert tells of is planned. */
@NullMarked
package dev.keysunset.console.oncall;

import org.jspecify.annotations.NullMarked;
