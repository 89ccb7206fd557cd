/** The files that trails deliver to S3, asked through Amazon Athena. */
@NullMarked
package dev.keysunset.aws.archive;

import org.jspecify.annotations.NullMarked;
