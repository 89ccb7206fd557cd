/** CloudTrail: a record of each call, delivered late, and LookupEvents to read them. */
@NullMarked
package dev.keysunset.standin.trail;

import org.jspecify.annotations.NullMarked;
