package dev.keysunset.standin.events;

import dev.keysunset.standin.wire.AwsError;
import java.util.Arrays;

/**
 * Which events a rule takes. Amazon EventBridge User Guide, "Receiving read-only management events from AWS services".
 */
enum RuleState {
    ENABLED,
    DISABLED,
    ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;

    /**
     * Reads a state.
     *
     * @throws AwsError a ValidationException in AWS's words
     */
    static RuleState parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> AwsError.validation("1 validation error detected: Value '" + text
                        + "' at 'state' failed to satisfy constraint: Member must satisfy enum value set: "
                        + "[ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]"));
    }

    boolean takes(Event event) {
        return switch (this) {
            case ENABLED -> !event.isReadOnlyManagement();
            case DISABLED -> false;
            case ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS -> true;
        };
    }
}
