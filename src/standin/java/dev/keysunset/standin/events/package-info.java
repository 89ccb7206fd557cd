/** Amazon EventBridge: the default bus of each account and Region, its rules, and the way of events to queues. */
@NullMarked
package dev.keysunset.standin.events;

import org.jspecify.annotations.NullMarked;
