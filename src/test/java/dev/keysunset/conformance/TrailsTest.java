package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** The trails that are there already, only read: their settings and what reaches their log groups. */
@Conformance
class TrailsTest {
    private static final Duration DELIVERY = Duration.ofMinutes(30);

    private final Subject aws;

    TrailsTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void tellTheirSettings() {
        for (var trail : trails()) {
            assertThat(trail.trailARN()).startsWith("arn:aws:cloudtrail:" + trail.homeRegion() + ":");
            assertThat(aws.cloudTrail()
                            .getTrailStatus(request -> request.name(trail.trailARN()))
                            .isLogging())
                    .isNotNull();
            var selectors = aws.cloudTrail().getEventSelectors(request -> request.trailName(trail.trailARN()));
            assertThat(selectors.trailARN()).isEqualTo(trail.trailARN());
            assertThat(selectors.hasEventSelectors() || selectors.hasAdvancedEventSelectors())
                    .isTrue();
        }
    }

    @Test
    void deliverRecordsToTheirLogGroup() {
        var group = logGroup();
        assertThat(aws.logs()
                        .describeLogGroups(request -> request.logGroupNamePrefix(group))
                        .logGroups())
                .anySatisfy(listed -> assertThat(listed.logGroupName()).isEqualTo(group));
        var key = aws.keys().create(aws.kms());
        var from = aws.patience().now().minusSeconds(60).toEpochMilli();
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        aws.patience()
                .until(DELIVERY, () -> assertThat(delivered(group, from, key)).isNotEmpty());
        var event = delivered(group, from, key).getFirst();
        var record = TrailRecords.parsed(event.message());
        assertThat(record.path("requestParameters").path("keyId").asText()).isEqualTo(key.arn());
        assertThat(record.path("eventID").asText()).isNotEqualTo(event.eventId());
        assertThat(event.ingestionTime()).isGreaterThan(event.timestamp());
    }

    private List<FilteredLogEvent> delivered(String group, long from, KeyMetadata key) {
        var pattern = "{ $.eventName = \"DisableKey\" && $.requestParameters.keyId = \"" + key.arn() + "\" }";
        return aws
                .logs()
                .filterLogEventsPaginator(
                        request -> request.logGroupName(group).startTime(from).filterPattern(pattern))
                .events()
                .stream()
                .toList();
    }

    private String logGroup() {
        return trails().stream()
                .filter(trail -> trail.homeRegion().equals(aws.region()))
                .flatMap(trail -> Optional.ofNullable(trail.cloudWatchLogsLogGroupArn()).stream())
                .filter(arn -> arn.contains(":" + aws.account() + ":"))
                .map(arn -> arn.split(":", -1)[6])
                .findFirst()
                .orElseGet(() -> abort("No trail of this account and Region delivers to a log group"));
    }

    private List<Trail> trails() {
        var trails = aws.cloudTrail().describeTrails().trailList();
        if (trails.isEmpty()) {
            abort("There is no trail here");
        }
        return trails;
    }
}
