package dev.keysunset.engine;

import dev.keysunset.core.Place;
import java.util.Optional;
import java.util.SortedSet;

/** The accounts and Regions that the configuration opens to the service. It calls no other. */
public interface Accounts {
    SortedSet<Place> places();

    /** What people call the account; empty for an account that is not configured. */
    Optional<String> name(String accountId);

    /** The ARN of the role this service assumes there: how its own calls are told from others in CloudTrail. */
    Optional<String> memberRoleArn(String accountId);
}
