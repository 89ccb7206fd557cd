/** KMS operations, one handler each, and the table that says in which key state each of them works. */
@NullMarked
package dev.keysunset.standin.kms;

import org.jspecify.annotations.NullMarked;
