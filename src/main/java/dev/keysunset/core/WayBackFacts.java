package dev.keysunset.core;

/**
 * What is known of the member role's right to bring a key back, but for the key's own policy.
 *
 * @param role what IAM says of it
 * @param broughtBack what AWS has let it do in the same account and Region
 */
public record WayBackFacts(Reading<RoleStanding> role, BroughtBack broughtBack) {}
