/** Whole stories: the running service over HTTP, the AWS stand-in on a fast clock, a real PostgreSQL. */
@NullMarked
package dev.keysunset.scenario;

import org.jspecify.annotations.NullMarked;
