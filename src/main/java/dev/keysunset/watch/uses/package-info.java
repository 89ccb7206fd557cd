/** Learns of keys' uses what CloudTrail's event history still knows, slowly, and keeps it: CloudTrail forgets after 90 days. */
@NullMarked
package dev.keysunset.watch.uses;

import org.jspecify.annotations.NullMarked;
