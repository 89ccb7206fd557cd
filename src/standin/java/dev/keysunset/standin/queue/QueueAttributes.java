package dev.keysunset.standin.queue;

import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be set about a queue. Amazon SQS API Reference, "SetQueueAttributes".
 *
 * @param values everything with a value, standard or chosen
 */
record QueueAttributes(Map<String, String> values) {
    static final String POLICY = "Policy";
    static final String VISIBILITY_TIMEOUT = "VisibilityTimeout";
    static final String RETENTION = "MessageRetentionPeriod";
    static final String DELAY = "DelaySeconds";
    static final String WAIT = "ReceiveMessageWaitTimeSeconds";
    static final String LARGEST_MESSAGE = "MaximumMessageSize";
    static final String REDRIVE = "RedrivePolicy";
    static final String REDRIVE_ALLOW = "RedriveAllowPolicy";
    static final String KMS_KEY = "KmsMasterKeyId";
    static final String DATA_KEY_REUSE = "KmsDataKeyReusePeriodSeconds";
    static final String OWN_ENCRYPTION = "SqsManagedSseEnabled";

    /** A whole number between two others. */
    private record Range(int least, int most) {
        boolean admits(String text) {
            return text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
        }
    }

    private static final Map<String, Range> NUMBERS = Map.of(
            VISIBILITY_TIMEOUT, new Range(0, 43_200),
            RETENTION, new Range(60, 1_209_600),
            DELAY, new Range(0, 900),
            WAIT, new Range(0, 20),
            LARGEST_MESSAGE, new Range(1_024, 1_048_576),
            DATA_KEY_REUSE, new Range(60, 86_400));

    private static final Map<String, String> STANDARD = Map.of(
            VISIBILITY_TIMEOUT, "30",
            RETENTION, "345600",
            DELAY, "0",
            WAIT, "0",
            LARGEST_MESSAGE, "1048576",
            OWN_ENCRYPTION, "true");

    QueueAttributes {
        values = Map.copyOf(values);
    }

    static QueueAttributes standard() {
        return new QueueAttributes(STANDARD);
    }

    /**
     * These attributes with some of them changed; an empty text takes one away.
     *
     * @throws AwsError InvalidAttributeName or InvalidAttributeValue
     */
    QueueAttributes with(Map<String, String> changes) {
        var changed = new LinkedHashMap<>(values);
        changes.forEach((name, value) -> {
            check(name, value);
            if (value.isEmpty()) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        // A queue is encrypted in one way at a time; naming a key turns SQS's own encryption off.
        if (!changes.getOrDefault(KMS_KEY, "").isEmpty()) {
            changed.put(OWN_ENCRYPTION, "false");
            changed.putIfAbsent(DATA_KEY_REUSE, "300");
        } else if ("true".equals(changes.get(OWN_ENCRYPTION))) {
            changed.remove(KMS_KEY);
        }
        return new QueueAttributes(changed);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int number(String name) {
        return text(name).map(Integer::valueOf).orElse(0);
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    Optional<Redrive> redrive() {
        return text(REDRIVE).flatMap(Redrive::parse);
    }

    private static void check(String name, String value) {
        var range = NUMBERS.get(name);
        var valid = switch (name) {
            case POLICY -> value.isEmpty() || isPolicy(value);
            case REDRIVE -> value.isEmpty() || Redrive.parse(value).isPresent();
            case REDRIVE_ALLOW -> value.isEmpty() || isJson(value);
            case KMS_KEY -> true;
            case OWN_ENCRYPTION -> value.equals("true") || value.equals("false");
            default -> {
                if (range == null) {
                    throw QueueErrors.unknownAttribute(name);
                }
                yield range.admits(value);
            }
        };
        if (!valid) {
            throw QueueErrors.invalidAttribute(name);
        }
    }

    private static boolean isPolicy(String document) {
        try {
            Policy.parse(document);
            return true;
        } catch (MalformedPolicyException e) {
            return false;
        }
    }

    private static boolean isJson(String document) {
        try {
            Json.readObject(document);
            return true;
        } catch (AwsError e) {
            return false;
        }
    }
}
