/** Who sent a request: Signature Version 4 checked as AWS does, in the words of each protocol. */
@NullMarked
package dev.keysunset.standin.signature;

import org.jspecify.annotations.NullMarked;
