/** KMS keys: described, listed, changed under a fence; and what stands around them, such as policies, grants and rotations. */
@NullMarked
package dev.keysunset.aws.keys;

import org.jspecify.annotations.NullMarked;
