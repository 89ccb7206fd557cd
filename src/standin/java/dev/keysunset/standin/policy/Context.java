package dev.keysunset.standin.policy;

import java.util.List;
import java.util.Map;

/**
 * What a policy is asked about.
 *
 * @param principals every name of the caller that a Principal element may hold: its ARN, its role, its account
 * @param values the condition keys present in the request, lower case, with their values
 */
public record Context(String action, String resource, List<String> principals, Map<String, List<String>> values) {}
