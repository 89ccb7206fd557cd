/** Amazon SNS: topics, what is published to them, and its way to queues. */
@NullMarked
package dev.keysunset.standin.topic;

import org.jspecify.annotations.NullMarked;
