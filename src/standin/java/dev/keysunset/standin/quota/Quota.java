package dev.keysunset.standin.quota;

/**
 * A request quota, which an account has in each Region.
 *
 * @param name calls of one name share the quota
 */
record Quota(String name, double perSecond) {}
