/** The feeds as they are kept: leases, footings, coverage, evidence, and how each fares. */
@NullMarked
package dev.keysunset.watch.feeds;

import org.jspecify.annotations.NullMarked;
