package dev.keysunset.standin.wire;

import java.util.Optional;

/**
 * What befalls a call on its way, through no doing of its own.
 *
 * @param name as the call log shows it
 * @param error what the call ends with instead of being carried out
 * @param reachesService false if the call ends before the service and CloudTrail know of it
 */
public record Disturbance(String name, Optional<AwsError> error, boolean reachesService) {}
