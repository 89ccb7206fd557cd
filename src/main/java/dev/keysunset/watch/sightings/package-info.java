/** The records that concern retirements, and those that nobody can read: kept once, and shown. */
@NullMarked
package dev.keysunset.watch.sightings;

import org.jspecify.annotations.NullMarked;
