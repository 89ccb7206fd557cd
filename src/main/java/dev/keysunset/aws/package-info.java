/**
 * Reaches AWS: sessions, fences, rate limits and retries, through which every call goes; and the adapters behind the engine's
 * ports, each in a package of its own that knows only those before it. The only room that knows the AWS SDK.
 *
 * <ul>
 *   <li>{@code keys}: KMS keys, and what stands around them.
 *   <li>{@code canaries}: the calls that must fail.
 *   <li>{@code footings}: what feeds stand on.
 *   <li>{@code feeds}: CloudTrail's records, from wherever they are delivered.
 *   <li>{@code archive}: years of records, asked through Athena.
 *   <li>{@code finders}: what hangs on a key.
 * </ul>
 */
@NullMarked
package dev.keysunset.aws;

import org.jspecify.annotations.NullMarked;
