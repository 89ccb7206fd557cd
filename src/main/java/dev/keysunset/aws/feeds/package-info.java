/** CloudTrail's records from event history, log groups and queues, page by page. */
@NullMarked
package dev.keysunset.aws.feeds;

import org.jspecify.annotations.NullMarked;
