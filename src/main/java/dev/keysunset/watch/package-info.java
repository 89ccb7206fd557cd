/**
 * Sees. Feeds are polled, CloudTrail records parsed and classified, sightings and coverage kept; and it tells honestly how
 * much of the time it was looking. Each of these knows only those before it:
 *
 * <ul>
 *   <li>{@code records}: what a CloudTrail record says, and whom it concerns.
 *   <li>{@code guards}: the calls on keys that are guarded without being retired.
 *   <li>{@code polling}: one poll, one look, one sweep; and the memory they need, as interfaces.
 *   <li>{@code canaries}: calls of our own that must come back through the feeds.
 *   <li>{@code sightings}: the records that concern retirements, kept and shown.
 *   <li>{@code feeds}: the feeds with their coverage, evidence and health.
 *   <li>{@code archive}: who used it over years, as the files of a trail tell.
 *   <li>{@code uses}: who used a key before anybody retired it.
 * </ul>
 */
@NullMarked
package dev.keysunset.watch;

import org.jspecify.annotations.NullMarked;
