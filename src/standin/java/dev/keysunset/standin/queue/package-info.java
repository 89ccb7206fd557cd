/** Amazon SQS: standard queues, what lies in them, and what becomes of what nobody takes out. */
@NullMarked
package dev.keysunset.standin.queue;

import org.jspecify.annotations.NullMarked;
