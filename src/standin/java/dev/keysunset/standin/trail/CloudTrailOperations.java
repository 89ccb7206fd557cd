package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.trail.EventHistory.Position;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import dev.keysunset.standin.wire.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** CloudTrail: the event history, and one trail a place that logs all management events. */
public final class CloudTrailOperations {
    private static final String TRAIL = "management";
    private static final Position NEWEST = new Position(Instant.MAX, 0);

    private final DomainClock clock;
    private final Trail trail;
    private final LogGroups logGroups;
    private final RateLimit lookups;

    public CloudTrailOperations(DomainClock clock, Trail trail, LogGroups logGroups, RateLimit lookups) {
        this.clock = clock;
        this.trail = trail;
        this.logGroups = logGroups;
        this.lookups = lookups;
    }

    public Map<String, Function<Call, JsonNode>> table() {
        return Map.of(
                "LookupEvents", this::lookupEvents,
                "DescribeTrails", this::describeTrails,
                "GetTrailStatus", this::getTrailStatus,
                "GetEventSelectors", this::getEventSelectors);
    }

    private JsonNode lookupEvents(Call call) {
        lookups.take(call.requiredPlace());
        var query = LookupQuery.of(call);
        var invalid = new AwsError("InvalidNextTokenException", "Invalid NextToken");
        var from = Page.position(call, "NextToken", invalid)
                .map(parts -> new Position(Instant.ofEpochSecond(parts.get(0)), parts.get(1)))
                .orElse(NEWEST);
        var found = trail.history(call.requiredPlace())
                .before(from, clock.now())
                .filter(event -> query.fits(event.record()))
                .limit(query.pageSize() + 1L)
                .toList();
        var answer = Json.object();
        var events = answer.putArray("Events");
        var shown = found.subList(0, Math.min(found.size(), query.pageSize()));
        shown.forEach(event -> events.add(event(event.record())));
        if (found.size() > shown.size()) {
            var last = shown.getLast().position();
            answer.put("NextToken", Page.token(call, "NextToken", last.time().getEpochSecond(), last.order()));
        }
        return answer;
    }

    private static ObjectNode event(TrailRecord record) {
        var event = Json.object()
                .put("EventId", record.eventId())
                .put("EventName", record.member("eventName"))
                .put("ReadOnly", record.member("readOnly"))
                .put("EventTime", Json.timestamp(record.time()))
                .put("EventSource", record.member("eventSource"));
        record.username().ifPresent(name -> event.put("Username", name));
        var accessKeyId = record.json().path("userIdentity").path("accessKeyId");
        if (accessKeyId.isTextual()) {
            event.set("AccessKeyId", accessKeyId);
        }
        var resources = event.putArray("Resources");
        record.resourceNames()
                .forEach(name -> resources
                        .addObject()
                        .put("ResourceType", "AWS::KMS::Key")
                        .put("ResourceName", name));
        return event.put("CloudTrailEvent", Json.write(record.json()));
    }

    private JsonNode describeTrails(Call call) {
        var place = call.requiredPlace();
        var answer = Json.object();
        answer.putArray("trailList")
                .addObject()
                .put("Name", TRAIL)
                .put("S3BucketName", "cloudtrail-" + place.account() + "-" + place.region())
                .put("IncludeGlobalServiceEvents", true)
                .put("IsMultiRegionTrail", false)
                .put("HomeRegion", place.region())
                .put("TrailARN", arn(place))
                .put("LogFileValidationEnabled", true)
                .put("CloudWatchLogsLogGroupArn", logGroups.arn(place) + ":*")
                .put("HasCustomEventSelectors", false)
                .put("HasInsightSelectors", false)
                .put("IsOrganizationTrail", false);
        return answer;
    }

    private JsonNode getTrailStatus(Call call) {
        var place = named(call, "Name");
        var logging = trail.logging(place);
        var answer = Json.object().put("IsLogging", logging.on());
        answer.put(logging.on() ? "StartLoggingTime" : "StopLoggingTime", Json.timestamp(logging.since()));
        trail.latestDelivery(place)
                .map(latest -> latest.isAfter(clock.now()) ? clock.now() : latest)
                .ifPresent(latest -> answer.put("LatestCloudWatchLogsDeliveryTime", Json.timestamp(latest)));
        return answer;
    }

    private JsonNode getEventSelectors(Call call) {
        var place = named(call, "TrailName");
        var answer = Json.object().put("TrailARN", arn(place));
        var selector = answer.putArray("EventSelectors")
                .addObject()
                .put("ReadWriteType", "All")
                .put("IncludeManagementEvents", true);
        selector.putArray("DataResources");
        selector.putArray("ExcludeManagementEventSources");
        return answer;
    }

    private static Place named(Call call, String member) {
        var place = call.requiredPlace();
        var name = call.requiredText(member);
        if (!List.of(TRAIL, arn(place)).contains(name)) {
            throw new AwsError(
                    "TrailNotFoundException", "Unknown trail: " + name + " for the user: " + place.account());
        }
        return place;
    }

    private static String arn(Place place) {
        return "arn:aws:cloudtrail:" + place.region() + ":" + place.account() + ":trail/" + TRAIL;
    }
}
