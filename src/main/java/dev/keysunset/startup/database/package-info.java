/** A PostgreSQL of our own for whoever has none: durable, in a folder, surviving the violent end of the service. */
@NullMarked
package dev.keysunset.startup.database;

import org.jspecify.annotations.NullMarked;
