package dev.keysunset.standin.fault;

import dev.keysunset.standin.trail.DeliveryFaults.Destination;
import dev.keysunset.standin.wire.AwsError;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How exactly it goes wrong; every fault says what of this it heeds.
 *
 * @param code of the error of ERROR_500, ERROR_503 and OUTAGE, such as {@code DependencyTimeoutException}
 * @param delay of SLOW, HOLD and RECORD_LATE; how old what STALE_READ shows is
 * @param cutsConnection of HOLD and OUTAGE
 * @param destinations of the faults of records: where records go wrong
 */
public record FaultDetails(
        Optional<String> code, Optional<Duration> delay, boolean cutsConnection, Set<Destination> destinations) {

    public static final FaultDetails NONE =
            new FaultDetails(Optional.empty(), Optional.empty(), false, EnumSet.allOf(Destination.class));

    public FaultDetails {
        destinations = Set.copyOf(destinations);
    }

    public FaultDetails delay(Duration value) {
        return new FaultDetails(code, Optional.of(value), cutsConnection, destinations);
    }

    public FaultDetails cuttingConnection() {
        return new FaultDetails(code, delay, true, destinations);
    }

    public FaultDetails code(String value) {
        return new FaultDetails(Optional.of(value), delay, cutsConnection, destinations);
    }

    public FaultDetails destinations(Set<Destination> values) {
        return new FaultDetails(code, delay, cutsConnection, values);
    }

    AwsError reworded(AwsError error) {
        return code.map(chosen -> new AwsError(chosen, text(chosen, error.text()), error.status()))
                .orElse(error);
    }

    /** AWS KMS API Reference, "Errors" of DisableKey and Decrypt. */
    private static String text(String code, String otherwise) {
        return switch (code) {
            case "DependencyTimeoutException" ->
                "The system timed out while trying to fulfill the request. You can retry the request.";
            case "KeyUnavailableException" ->
                "The request was rejected because the specified KMS key was not available. You can retry the request.";
            default -> otherwise;
        };
    }
}
