package dev.keysunset.standin.policy;

import java.util.List;

/** The condition keys of a request; a value is found out only when a condition asks for it. */
@FunctionalInterface
public interface ConditionValues {
    /**
     * The values under a key.
     *
     * @param key in lower case; IAM does not care
     * @return empty if the request has no such key
     */
    List<String> of(String key);
}
