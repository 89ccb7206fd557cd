/** A stand-in for the parts of AWS that decide about the life of a KMS key: a program of its own that unchanged SDKs talk to. */
@NullMarked
package dev.keysunset.standin;

import org.jspecify.annotations.NullMarked;
