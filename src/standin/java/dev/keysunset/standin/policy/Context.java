package dev.keysunset.standin.policy;

import java.util.Map;

/**
 * What a policy is asked about.
 *
 * @param names every name of the caller that a Principal element may hold: its ARN, its role, its account
 */
public record Context(String action, String resource, Map<String, Reach> names, ConditionValues values) {}
