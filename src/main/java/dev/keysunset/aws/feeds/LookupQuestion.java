package dev.keysunset.aws.feeds;

import dev.keysunset.core.TamperingOperations;
import dev.keysunset.engine.Trail;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * What the event history is asked for: one attribute a question, as LookupEvents has it. Questions are asked one after the other,
 * and what goes from page to page is which of them it was and AWS's token.
 */
record LookupQuestion(LookupAttributeKey key, String value) {
    static final LookupQuestion KEYS = new LookupQuestion(LookupAttributeKey.EVENT_SOURCE, "kms.amazonaws.com");

    /**
     * By name and not by source: the history is full of calls that read trails and make log streams, and each question here costs
     * one call whatever the account does all day.
     */
    private static final List<LookupQuestion> TAMPERING = TamperingOperations.SILENCING.stream()
            .map(name -> new LookupQuestion(LookupAttributeKey.EVENT_NAME, name))
            .toList();

    /** Where in the questions a page stands. */
    record Bookmark(int question, Optional<String> token) {
        private static final String SEPARATOR = " ";

        static Bookmark of(Optional<String> text) {
            return text.map(Bookmark::parse).orElseGet(() -> new Bookmark(0, Optional.empty()));
        }

        /** What is no bookmark of ours is left for AWS to refuse. */
        private static Bookmark parse(String text) {
            var parts = text.split(SEPARATOR, 2);
            return parts.length == 2 && parts[0].matches("\\d{1,3}")
                    ? new Bookmark(
                            Integer.parseInt(parts[0]), Optional.of(parts[1]).filter(token -> !token.isEmpty()))
                    : new Bookmark(0, Optional.of(text));
        }

        /** @param next AWS's token of the question's next page; without one the next question follows */
        Optional<String> after(Optional<String> next, int questions) {
            if (next.isPresent()) {
                return Optional.of(question + SEPARATOR + next.get());
            }
            return question + 1 < questions ? Optional.of((question + 1) + SEPARATOR) : Optional.empty();
        }
    }

    /**
     * For all KMS calls, or for those that AWS lists under one key. The second is cheap, and it need not be complete: a key's
     * cryptographic calls may be missing there.
     *
     * @param alsoOfTampering whether another feed stands on what somebody may lay hands on
     */
    static List<LookupQuestion> in(Trail.Query query, boolean alsoOfTampering) {
        if (query.keyArn().isPresent()) {
            return List.of(new LookupQuestion(
                    LookupAttributeKey.RESOURCE_NAME, query.keyArn().get().toString()));
        }
        return alsoOfTampering
                ? Stream.concat(Stream.of(KEYS), TAMPERING.stream()).toList()
                : List.of(KEYS);
    }

    LookupAttribute attribute() {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }
}
