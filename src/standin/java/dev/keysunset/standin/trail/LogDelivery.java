package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.KeyHealth;
import dev.keysunset.standin.logs.LogGroup;
import dev.keysunset.standin.logs.LogGroups;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings records to what a trail names: its bucket, whose files are kept for the organisation's trail alone, and its log group. Either
 * fails while the KMS key it is encrypted with cannot be used, and nobody delivers again: a watch can so lose its sight
 * by the very key it watches.
 */
final class LogDelivery {
    private final Ground ground;
    private final LogGroups logGroups;
    private final KeyHealth keys;
    private final DeliveredFiles files;

    LogDelivery(Ground ground, LogGroups logGroups, KeyHealth keys, DeliveredFiles files) {
        this.ground = ground;
        this.logGroups = logGroups;
        this.keys = keys;
        this.files = files;
    }

    void deliver(ConfiguredTrail trail, TrailRecord record) {
        var now = ground.clock().now();
        var locked = trail.kmsKeyId().flatMap(keys::whyUnusable);
        trail.status().deliveredFile(now, locked);
        if (locked.isEmpty() && trail.isOrganizationTrail()) {
            files.add(record, now);
        }
        trail.logGroupArn().ifPresent(arn -> trail.status().deliveredLog(now, toGroup(trail, arn, record, now)));
    }

    /** What was wrong; empty if the group has the record. */
    private Optional<String> toGroup(ConfiguredTrail trail, String arn, TrailRecord record, Instant now) {
        var group = logGroups.find(arn);
        if (group.isEmpty()) {
            return Optional.of("ResourceNotFoundException: The specified log group does not exist.");
        }
        var locked = logGroups.whyLocked(group.get());
        if (locked.isEmpty()) {
            add(group.get(), trail, record, now);
        }
        return locked;
    }

    private void add(LogGroup group, ConfiguredTrail trail, TrailRecord record, Instant now) {
        var timestamp = switch (ground.settings().get(TrailBehaviour.LOG_TIMESTAMP)) {
            case EVENT_TIME -> record.time();
            case DELIVERY_TIME -> now;
        };
        group.add(stream(trail, record), timestamp, now, record.packed());
    }

    /** AWS CloudTrail User Guide, "CloudWatch log group and log stream naming for CloudTrail". */
    private static String stream(ConfiguredTrail trail, TrailRecord record) {
        var place = record.place();
        var own = place.account() + "_CloudTrail_" + place.region();
        return trail.isOrganizationTrail() ? Trails.ORGANIZATION_ID + "_" + own : own;
    }
}
