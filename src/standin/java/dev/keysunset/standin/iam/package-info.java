/** AWS IAM, as far as it tells what a role may do. */
@NullMarked
package dev.keysunset.standin.iam;

import org.jspecify.annotations.NullMarked;
