package dev.keysunset.inventory.scan;

import dev.keysunset.core.Place;
import java.util.UUID;

/**
 * The right to go on with one place of a scan.
 *
 * @param id of the place in this scan
 * @param at where it goes on
 */
record ScanClaim(UUID id, UUID scanId, Place place, UUID leaseToken, ScanPosition at) {}
