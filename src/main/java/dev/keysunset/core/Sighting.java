package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/**
 * A CloudTrail record that shows a key is needed.
 *
 * @param principal who called, as well as the record says
 * @param onBehalfOf the service or resource the call was made for
 */
public record Sighting(
        String eventId,
        KeyArn keyArn,
        Instant eventTime,
        String operation,
        String principal,
        Optional<String> onBehalfOf) {}
