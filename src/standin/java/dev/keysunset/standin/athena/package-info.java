/** Amazon Athena over the files of the organisation's trail: one database, one table, and questions for the last uses of keys. */
@NullMarked
package dev.keysunset.standin.athena;

import org.jspecify.annotations.NullMarked;
