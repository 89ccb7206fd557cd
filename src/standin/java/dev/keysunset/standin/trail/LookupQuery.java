package dev.keysunset.standin.trail;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What LookupEvents is asked: a time range, inclusive at both ends, and at most one attribute.
 * AWS CloudTrail API Reference, "LookupEvents".
 */
record LookupQuery(Instant from, Instant to, int pageSize, boolean insights, Optional<Attribute> attribute) {
    private static final int LARGEST_PAGE = 50;
    private static final int LONGEST_VALUE = 2000;

    /** By what events can be looked up. */
    enum Key {
        EventId,
        EventName,
        ReadOnly,
        Username,
        ResourceType,
        ResourceName,
        EventSource,
        AccessKeyId
    }

    record Attribute(Key key, String value) {
        boolean fits(TrailRecord record, LookupResources resources) {
            var facts = record.facts();
            return switch (key) {
                case EventId -> record.eventId().equals(value);
                case EventName -> facts.eventName().equals(value);
                case ReadOnly -> Boolean.toString(facts.readOnly()).equals(value);
                case Username -> facts.username().filter(value::equals).isPresent();
                case EventSource -> facts.eventSource().equals(value);
                case AccessKeyId -> facts.accessKeyId().filter(value::equals).isPresent();
                case ResourceType ->
                    resources.of(record).stream().anyMatch(named -> named.type().equals(value));
                case ResourceName ->
                    resources.of(record).stream().anyMatch(named -> named.name().equals(value));
            };
        }
    }

    static LookupQuery of(Call call) {
        var from = time(call, "StartTime", Instant.EPOCH);
        var to = time(call, "EndTime", Instant.MAX);
        if (from.isAfter(to)) {
            throw new AwsError("InvalidTimeRangeException", "The start time must not be after the end time.");
        }
        var pageSize = call.parameters().path("MaxResults").asInt(LARGEST_PAGE);
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new AwsError("InvalidMaxResultsException", "MaxResults must be between 1 and 50");
        }
        return new LookupQuery(from, to, pageSize, insights(call), attribute(call));
    }

    /** Whether an event is asked for; insights are none of ours. */
    boolean fits(TrailRecord record, LookupResources resources) {
        return !insights
                && !record.time().isBefore(from)
                && !record.time().isAfter(to)
                && attribute.map(asked -> asked.fits(record, resources)).orElse(true);
    }

    private static boolean insights(Call call) {
        var category = call.text("EventCategory");
        if (category.isPresent() && !category.get().equals("insight")) {
            throw new AwsError(
                    "InvalidEventCategoryException", "The event category " + category.get() + " is invalid.");
        }
        return category.isPresent();
    }

    private static Optional<Attribute> attribute(Call call) {
        var attributes = call.parameters().path("LookupAttributes");
        if (attributes.size() > 1) {
            throw invalid("You can only provide one lookup attribute.");
        }
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        var value = attributes.path(0).path("AttributeValue").asText();
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw invalid("The lookup attribute value must have 1 to 2000 characters.");
        }
        return Optional.of(
                new Attribute(key(attributes.path(0).path("AttributeKey").asText()), value));
    }

    private static Key key(String name) {
        try {
            return Key.valueOf(name);
        } catch (IllegalArgumentException e) {
            var invalid = invalid("1 validation error detected: Value '" + name
                    + "' at 'lookupAttributes.1.member.attributeKey' failed to satisfy constraint: Member must satisfy"
                    + " enum value set: [EventId, EventName, ReadOnly, Username, ResourceType, ResourceName,"
                    + " EventSource, AccessKeyId]");
            invalid.addSuppressed(e);
            throw invalid;
        }
    }

    private static AwsError invalid(String text) {
        return new AwsError("InvalidLookupAttributesException", text);
    }

    private static Instant time(Call call, String member, Instant absent) {
        var value = call.parameters().path(member);
        return value.isNumber()
                ? Instant.ofEpochMilli(
                        value.decimalValue().multiply(BigDecimal.valueOf(1000)).longValue())
                : absent;
    }
}
