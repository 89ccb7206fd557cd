package dev.keysunset.aws.footings;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/**
 * Which of KMS's calls a trail records. Cryptographic calls are management events and reads (CloudTrail User Guide, "Logging
 * management events"): a trail that leaves out KMS, or reads, holds no record of anybody who needs a key.
 *
 * @param text the selectors, for the fingerprint
 */
record EventSelection(boolean managementEvents, boolean kmsReads, boolean kmsWrites, String text) {
    private static final String KMS = "kms.amazonaws.com";

    static EventSelection of(GetEventSelectorsResponse answer) {
        return answer.hasAdvancedEventSelectors()
                        && !answer.advancedEventSelectors().isEmpty()
                ? advanced(answer.advancedEventSelectors())
                : basic(answer.eventSelectors());
    }

    /** What it leaves out and how to mend it; empty where it has all that a watch needs. */
    Optional<String> objection() {
        if (kmsReads && kmsWrites) {
            return Optional.empty();
        }
        if (!managementEvents) {
            return Optional.of("records no management events: include them");
        }
        if (!kmsReads && !kmsWrites) {
            return Optional.of("leaves out the events of " + KMS + ": include them");
        }
        return Optional.of(
                kmsWrites
                        ? "records writes only, and the calls that need a key are reads: include reads"
                        : "records reads only, and the changes of keys are writes: include writes");
    }

    private static EventSelection basic(List<EventSelector> selectors) {
        var management = selectors.stream()
                .filter(selector -> !Boolean.FALSE.equals(selector.includeManagementEvents()))
                .toList();
        var ofKms = management.stream()
                .filter(selector -> !selector.excludeManagementEventSources().contains(KMS))
                .toList();
        return new EventSelection(
                !management.isEmpty(),
                ofKms.stream().anyMatch(selector -> selector.readWriteType() != ReadWriteType.WRITE_ONLY),
                ofKms.stream().anyMatch(selector -> selector.readWriteType() != ReadWriteType.READ_ONLY),
                selectors.toString());
    }

    private static EventSelection advanced(List<AdvancedEventSelector> selectors) {
        var management = selectors.stream()
                .filter(selector -> selector.fieldSelectors().stream()
                        .allMatch(field -> !"eventCategory".equals(field.field()) || admits(field, "Management")))
                .toList();
        return new EventSelection(
                !management.isEmpty(),
                management.stream().anyMatch(selector -> admitsKms(selector, true)),
                management.stream().anyMatch(selector -> admitsKms(selector, false)),
                selectors.toString());
    }

    /** All fields must agree; one that nobody foresaw may leave out anything, so it is taken to leave out KMS. */
    private static boolean admitsKms(AdvancedEventSelector selector, boolean readOnly) {
        return selector.fieldSelectors().stream().allMatch(field -> switch (field.field()) {
            case "eventCategory" -> admits(field, "Management");
            case "eventSource" -> admits(field, KMS);
            case "readOnly" -> admits(field, Boolean.toString(readOnly));
            default -> false;
        });
    }

    /** Every operator that is given must agree; one of its values is enough, and none where it forbids. */
    private static boolean admits(AdvancedFieldSelector field, String value) {
        return (!field.hasEqualsValue() || field.equalsValue().contains(value))
                && (!field.hasStartsWith() || field.startsWith().stream().anyMatch(value::startsWith))
                && (!field.hasEndsWith() || field.endsWith().stream().anyMatch(value::endsWith))
                && !field.notEquals().contains(value)
                && field.notStartsWith().stream().noneMatch(value::startsWith)
                && field.notEndsWith().stream().noneMatch(value::endsWith);
    }
}
