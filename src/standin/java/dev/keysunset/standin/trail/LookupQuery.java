package dev.keysunset.standin.trail;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What LookupEvents is asked: a time range, inclusive at both ends, and at most one attribute.
 * AWS CloudTrail API Reference, "LookupEvents".
 */
record LookupQuery(Instant from, Instant to, int pageSize, Attribute attribute) {
    private static final int LARGEST_PAGE = 50;

    record Attribute(String key, String value) {
        static final Attribute ANY = new Attribute("", "");

        boolean fits(TrailRecord record) {
            return switch (key) {
                case "" -> true;
                case "EventId" -> record.eventId().equals(value);
                case "EventName" -> record.member("eventName").equals(value);
                case "ReadOnly" -> record.member("readOnly").equals(value);
                case "Username" -> record.username().filter(value::equals).isPresent();
                case "ResourceType" ->
                    value.equals("AWS::KMS::Key") && !record.resourceNames().isEmpty();
                case "ResourceName" -> record.resourceNames().contains(value);
                case "EventSource" -> record.member("eventSource").equals(value);
                case "AccessKeyId" ->
                    record.json()
                            .path("userIdentity")
                            .path("accessKeyId")
                            .asText()
                            .equals(value);
                default ->
                    throw new AwsError(
                            "InvalidLookupAttributesException",
                            "1 validation error detected: Value '" + key
                                    + "' at 'lookupAttributes.1.member.attributeKey' is not a lookup attribute");
            };
        }
    }

    static LookupQuery of(Call call) {
        var from = time(call, "StartTime", Instant.EPOCH);
        var to = time(call, "EndTime", Instant.MAX);
        if (from.isAfter(to)) {
            throw new AwsError("InvalidTimeRangeException", "StartTime is after EndTime");
        }
        var pageSize = call.parameters().path("MaxResults").asInt(LARGEST_PAGE);
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new AwsError("InvalidMaxResultsException", "MaxResults must be between 1 and 50");
        }
        return new LookupQuery(from, to, pageSize, attribute(call));
    }

    boolean fits(TrailRecord record) {
        return !record.time().isBefore(from) && !record.time().isAfter(to) && attribute.fits(record);
    }

    private static Attribute attribute(Call call) {
        var attributes = call.parameters().path("LookupAttributes");
        if (attributes.size() > 1) {
            throw new AwsError("InvalidLookupAttributesException", "Only one lookup attribute is allowed");
        }
        return attributes.isEmpty()
                ? Attribute.ANY
                : new Attribute(
                        attributes.path(0).path("AttributeKey").asText(),
                        attributes.path(0).path("AttributeValue").asText());
    }

    private static Instant time(Call call, String member, Instant absent) {
        var value = call.parameters().path(member);
        return value.isNumber()
                ? Instant.ofEpochMilli(
                        value.decimalValue().multiply(BigDecimal.valueOf(1000)).longValue())
                : absent;
    }
}
