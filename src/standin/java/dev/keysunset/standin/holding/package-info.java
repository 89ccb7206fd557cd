/** What keys protect: volumes, databases, tables and their like, as the services that hold them describe them. */
@NullMarked
package dev.keysunset.standin.holding;

import org.jspecify.annotations.NullMarked;
