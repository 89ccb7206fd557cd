/**
 * Reaches AWS: sessions, fences, rate limits, retries, and the adapters behind the engine's ports. The only room that knows
 * the AWS SDK.
 */
@NullMarked
package dev.keysunset.aws;

import org.jspecify.annotations.NullMarked;
