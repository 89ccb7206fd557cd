package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Json;
import java.util.Optional;

/**
 * One trail: what it logs, where it delivers, and how that goes. Its settings are kept in the members of AWS CloudTrail
 * API Reference, "Trail".
 */
final class ConfiguredTrail {
    private final Place home;
    private final String name;
    private final ObjectNode settings;
    private final TrailStatus status = new TrailStatus();
    private EventSelectors selectors = EventSelectors.standard();
    private boolean customSelectors;

    ConfiguredTrail(Place home, String name, ObjectNode settings) {
        this.home = home;
        this.name = name;
        this.settings = settings;
    }

    Place home() {
        return home;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn(home, name);
    }

    static String arn(Place home, String name) {
        return "arn:aws:cloudtrail:" + home.region() + ":" + home.account() + ":trail/" + name;
    }

    TrailStatus status() {
        return status;
    }

    EventSelectors selectors() {
        return selectors;
    }

    void select(EventSelectors newSelectors) {
        selectors = newSelectors;
        customSelectors = !newSelectors.equals(EventSelectors.standard());
    }

    void change(ObjectNode changes) {
        settings.setAll(changes);
    }

    boolean isOrganizationTrail() {
        return flag("IsOrganizationTrail");
    }

    /** Whether it logs more than the Region it is in. */
    boolean isWide() {
        return isOrganizationTrail() || flag("IsMultiRegionTrail");
    }

    Optional<String> logGroupArn() {
        return text("CloudWatchLogsLogGroupArn");
    }

    Optional<String> kmsKeyId() {
        return text("KmsKeyId");
    }

    /** Whether events of a place are within its reach. */
    boolean covers(Place place) {
        var reachesRegion = flag("IsMultiRegionTrail") || home.region().equals(place.region());
        return reachesRegion && (isOrganizationTrail() || home.account().equals(place.account()));
    }

    boolean logs(TrailRecord record) {
        return status.isLogging() && covers(record.place()) && selectors.includes(record);
    }

    /** The answer to CreateTrail and UpdateTrail. */
    ObjectNode settled() {
        var trail = Json.object().put("Name", name);
        trail.setAll(settings);
        return trail.put("TrailARN", arn());
    }

    /** An element of DescribeTrails. */
    ObjectNode described() {
        return settled()
                .put("HomeRegion", home.region())
                .put("HasCustomEventSelectors", customSelectors)
                .put("HasInsightSelectors", false);
    }

    /** All that can be told of it. */
    ObjectNode everything() {
        var trail = described();
        trail.setAll(selectors.described(arn()));
        trail.setAll(status.described());
        return trail;
    }

    private boolean flag(String member) {
        return settings.path(member).asBoolean();
    }

    private Optional<String> text(String member) {
        return Optional.of(settings.path(member).asText()).filter(value -> !value.isEmpty());
    }
}
