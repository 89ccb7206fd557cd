package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.wire.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The trails of all places. Each place begins with one of its own, and there is one of the whole organisation, whose log
 * group mixes all accounts and Regions.
 */
final class Trails {
    static final String STANDARD = "management";

    /** The management account of the organisation. */
    static final Place ORGANIZATION_HOME = new Place("999900001111", "us-east-1");

    static final String ORGANIZATION_ID = "o-aabbccddee";
    private static final String ORGANIZATION = "organization";
    private static final String ORGANIZATION_GROUP = "/aws/cloudtrail/organization";

    private final Ground ground;
    private final LogGroups logGroups;
    private final Map<Place, Map<String, ConfiguredTrail>> trails = new HashMap<>();

    /** Those that reach beyond their home, also to be found among the others. */
    private List<ConfiguredTrail> wide = List.of();

    Trails(Ground ground, LogGroups logGroups) {
        this.ground = ground;
        this.logGroups = logGroups;
        var group = logGroups.create(ORGANIZATION_HOME, ORGANIZATION_GROUP);
        add(begun(ORGANIZATION_HOME, ORGANIZATION, group.arn(), true));
    }

    Optional<ConfiguredTrail> find(Place home, String name) {
        return Optional.ofNullable(at(home).get(name));
    }

    /** The trails that have their home here. */
    List<ConfiguredTrail> in(Place home) {
        return List.copyOf(at(home).values());
    }

    /** The trails that log events of a place: its own, and the shadows of those whose home is elsewhere. */
    Stream<ConfiguredTrail> covering(Place place) {
        var shadows = wide.stream().filter(trail -> !trail.home().equals(place) && trail.covers(place));
        return Stream.concat(at(place).values().stream(), shadows);
    }

    /** In the order of their ARNs. */
    Stream<ConfiguredTrail> all() {
        return trails.values().stream()
                .flatMap(here -> here.values().stream())
                .sorted(Comparator.comparing(ConfiguredTrail::arn));
    }

    void add(ConfiguredTrail trail) {
        at(trail.home()).put(trail.name(), trail);
        changed();
    }

    void remove(ConfiguredTrail trail) {
        at(trail.home()).remove(trail.name());
        changed();
    }

    /** To be told when a trail has come to reach wider or less wide. */
    void changed() {
        wide = all().filter(ConfiguredTrail::isWide).toList();
    }

    private Map<String, ConfiguredTrail> at(Place home) {
        return trails.computeIfAbsent(
                home,
                _ -> new TreeMap<>(
                        Map.of(STANDARD, begun(home, STANDARD, LogGroups.arn(home, logGroups.standardName()), false))));
    }

    private ConfiguredTrail begun(Place home, String name, String groupArn, boolean everything) {
        var settings = Json.object()
                .put("S3BucketName", "cloudtrail-" + home.account() + "-" + home.region())
                .put("IncludeGlobalServiceEvents", true)
                .put("IsMultiRegionTrail", everything)
                .put("LogFileValidationEnabled", true)
                .put("CloudWatchLogsLogGroupArn", groupArn + ":*")
                .put("CloudWatchLogsRoleArn", "arn:aws:iam::" + home.account() + ":role/CloudTrail_CloudWatchLogs_Role")
                .put("IsOrganizationTrail", everything);
        var trail = new ConfiguredTrail(home, name, settings);
        trail.status().start(ground.clock().now());
        return trail;
    }
}
