/** What the feeds stand on, read from AWS: trails, log groups, queues, and who may silence them. */
@NullMarked
package dev.keysunset.aws.footings;

import org.jspecify.annotations.NullMarked;
