package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.Daily;
import dev.keysunset.standin.story.Every;
import dev.keysunset.standin.story.Habit;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.story.Monthly;
import dev.keysunset.standin.story.Workload;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the keys of {@code POST /fleet}: {@code {account, region, alias?, description?, keySpec?, keyUsage?, age?,
 * lastUsedAgo?, keyState?, policy?, tags?, awsManaged?, multiRegion?, replicaRegions?, materialLasts?, workloads?}},
 * durations in ISO 8601, and a workload {@code {operation, principal, onBehalfOf?, encryptionContext?, attempts?,
 * daily: "03:00" | monthly: 1 | first: instant, period: duration}}.
 */
final class PlanReader {
    private PlanReader() {}

    static List<KeyPlan> read(JsonNode keys) {
        var plans = new ArrayList<KeyPlan>();
        keys.forEach(key -> plans.add(plan(new Fields(key))));
        if (plans.isEmpty()) {
            throw new IllegalArgumentException("keys: a list with at least one key is required");
        }
        return plans;
    }

    private static KeyPlan plan(Fields key) {
        var place = new Place(key.required("account"), key.required("region"));
        var plan = KeyPlan.in(place, key.text("alias").orElse(""));
        key.text("description").ifPresent(plan::described);
        key.text("story").ifPresent(plan::story);
        key.text("policy").ifPresent(plan::policy);
        key.constant("keySpec", KeySpec.class).ifPresent(plan::spec);
        key.constant("keyUsage", KeyUsage.class).ifPresent(plan::usage);
        key.constant("keyState", KeyState.class).ifPresent(plan::state);
        key.duration("age").ifPresent(plan::aged);
        key.duration("lastUsedAgo").ifPresent(plan::lastUsed);
        key.duration("materialLasts").ifPresent(plan::importedFor);
        Json.strings(key.node().path("tags")).forEach(plan::tag);
        if (key.node().path("awsManaged").asBoolean()) {
            plan.managedByAws();
        }
        var regions = new ArrayList<String>();
        key.node().path("replicaRegions").forEach(region -> regions.add(region.asText()));
        if (key.node().path("multiRegion").asBoolean() || !regions.isEmpty()) {
            plan.multiRegion(regions);
        }
        key.node().path("workloads").forEach(workload -> plan.workload(workload(new Fields(workload))));
        return plan;
    }

    private static Workload workload(Fields fields) {
        var use = new KeyUse(
                fields.required("operation"),
                fields.required("principal"),
                fields.text("onBehalfOf"),
                Json.strings(fields.node().path("encryptionContext")));
        return new Workload(habit(fields), use, fields.node().path("attempts").asInt(1));
    }

    private static Habit habit(Fields fields) {
        var daily = fields.text("daily").map(LocalTime::parse);
        if (daily.isPresent()) {
            return new Daily(daily.get());
        }
        if (fields.node().path("monthly").isInt()) {
            return new Monthly(fields.node().path("monthly").asInt(), LocalTime.of(3, 0));
        }
        var first = fields.instant("first")
                .orElseThrow(() -> new IllegalArgumentException("workloads: one of daily, monthly, first is required"));
        return new Every(first, fields.duration("period").orElse(Duration.ofDays(36_500)));
    }
}
