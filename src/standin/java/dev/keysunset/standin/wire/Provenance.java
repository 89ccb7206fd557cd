package dev.keysunset.standin.wire;

import java.util.Optional;

/**
 * Where a call came from.
 *
 * @param onBehalfOf the service that called for the principal, such as {@code s3.amazonaws.com} or {@code AWS Internal}
 * @param workload true for calls that a story or the control API makes from inside
 */
public record Provenance(
        String requestId, String userAgent, String sourceAddress, Optional<String> onBehalfOf, boolean workload) {}
