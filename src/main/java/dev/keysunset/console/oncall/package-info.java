/** The pages of whoever is on call: the inbox, each rollback explained, whether what an alert tells of is planned, and who was told. */
@NullMarked
package dev.keysunset.console.oncall;

import org.jspecify.annotations.NullMarked;
