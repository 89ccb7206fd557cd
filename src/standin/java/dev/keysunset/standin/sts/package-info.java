/** AssumeRole and GetCallerIdentity, and the credentials they hand out. */
@NullMarked
package dev.keysunset.standin.sts;

import org.jspecify.annotations.NullMarked;
