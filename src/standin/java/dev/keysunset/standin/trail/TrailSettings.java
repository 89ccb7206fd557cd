package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.KeyHealth;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Reads and checks what CreateTrail and UpdateTrail ask for. */
record TrailSettings(LogGroups logGroups, KeyHealth keys) {
    private static final List<String> TEXTS = List.of(
            "S3BucketName",
            "S3KeyPrefix",
            "SnsTopicName",
            "CloudWatchLogsLogGroupArn",
            "CloudWatchLogsRoleArn",
            "KmsKeyId");
    private static final List<String> FLAGS =
            List.of("IncludeGlobalServiceEvents", "IsMultiRegionTrail", "IsOrganizationTrail");

    /** A new trail's settings, with AWS's standards for what is not said. */
    ObjectNode complete(Call call) {
        var settings = Json.object()
                .put("IncludeGlobalServiceEvents", true)
                .put("IsMultiRegionTrail", false)
                .put("LogFileValidationEnabled", false)
                .put("IsOrganizationTrail", false);
        settings.setAll(said(call));
        return settings;
    }

    /** Only what the request says, in the members of a trail. */
    ObjectNode said(Call call) {
        var settings = Json.object();
        TEXTS.forEach(member -> call.text(member).ifPresent(value -> settings.put(member, value)));
        FLAGS.forEach(member -> {
            if (call.parameters().path(member).isBoolean()) {
                settings.set(member, call.parameters().path(member));
            }
        });
        if (call.parameters().path("EnableLogFileValidation").isBoolean()) {
            settings.set("LogFileValidationEnabled", call.parameters().path("EnableLogFileValidation"));
        }
        check(settings, call.requiredPlace());
        return settings;
    }

    private void check(ObjectNode settings, Place place) {
        var group = settings.path("CloudWatchLogsLogGroupArn").asText();
        if (!group.isEmpty() && logGroups.find(group).isEmpty()) {
            throw new AwsError(
                    "InvalidCloudWatchLogsLogGroupArnException",
                    "CloudTrail cannot validate the specified log group ARN.");
        }
        var key = settings.path("KmsKeyId").asText();
        if (!key.isEmpty()) {
            keys.whyUnusable(key).ifPresent(why -> {
                throw new AwsError("KmsException", why);
            });
        }
        var forAll = settings.path("IsOrganizationTrail").asBoolean();
        if (forAll && !place.account().equals(Trails.ORGANIZATION_HOME.account())) {
            throw new AwsError(
                    "NotOrganizationMasterAccountException",
                    "The account " + place.account() + " is not the management account of an organization.");
        }
    }
}
