package dev.keysunset.engine;

import java.util.Map;

/** Topics of Amazon SNS. */
public interface Topics {
    /**
     * Publishes once.
     *
     * @param attributes by which subscriptions filter; text all of them
     */
    Published publish(String topicArn, String subject, String message, Map<String, String> attributes);

    /** What AWS answered. */
    sealed interface Published {
        record Accepted(String messageId) implements Published {}

        /** @param passing another attempt may do */
        record Refused(String why, boolean passing) implements Published {}
    }
}
