/** Finds the resources of AWS's services that name a key: one small finder for each kind. They only read. */
@NullMarked
package dev.keysunset.aws.finders;

import org.jspecify.annotations.NullMarked;
