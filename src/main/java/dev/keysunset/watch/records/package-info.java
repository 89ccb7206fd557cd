/** What a CloudTrail record says, and whom it concerns: parsing, classification, and the sieve before both. Pure. */
@NullMarked
package dev.keysunset.watch.records;

import org.jspecify.annotations.NullMarked;
