/**
 * Sees. Feeds are polled, CloudTrail records parsed and classified, sightings and coverage kept; and it tells honestly how
 * much of the time it was looking.
 */
@NullMarked
package dev.keysunset.watch;

import org.jspecify.annotations.NullMarked;
