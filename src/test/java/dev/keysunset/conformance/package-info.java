/**
 * What clients may rely on, asserted through AWS's own SDKs against whatever answers: a stand-in in this JVM, another
 * process, or AWS itself.
 */
@NullMarked
package dev.keysunset.conformance;

import org.jspecify.annotations.NullMarked;
