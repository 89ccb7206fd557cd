/** Asks the archives of trails, their files in S3, who has used keys over years: seldom, a whole account and Region at a time. */
@NullMarked
package dev.keysunset.watch.archive;

import org.jspecify.annotations.NullMarked;
