package dev.keysunset.standin.logs;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.KeyHealth;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The log groups of all places. Each place begins with one, for the trail it begins with. */
public final class LogGroups {
    private static final Pattern ARN = Pattern.compile("arn:aws:logs:([a-z0-9-]+):(\\d{12}):log-group:([^:]+)(:\\*)?");
    private static final int STANDARD_RETENTION = 90;

    private final Ground ground;
    private final String standardName;
    private final KeyHealth keys;
    private final Map<Place, NavigableMap<String, LogGroup>> groups = new HashMap<>();

    public LogGroups(Ground ground, String standardName, KeyHealth keys) {
        this.ground = ground;
        this.standardName = standardName;
        this.keys = keys;
    }

    public String standardName() {
        return standardName;
    }

    public static String arn(Place place, String name) {
        return "arn:aws:logs:" + place.region() + ":" + place.account() + ":log-group:" + name;
    }

    public Optional<LogGroup> find(Place place, String name) {
        return Optional.ofNullable(in(place).get(name));
    }

    /** The log group that an ARN names, with or without {@code :*} at its end. */
    public Optional<LogGroup> find(String arn) {
        var match = ARN.matcher(arn);
        return match.matches() ? find(new Place(match.group(2), match.group(1)), match.group(3)) : Optional.empty();
    }

    /**
     * Makes a log group that keeps its events for ever.
     *
     * @throws AwsError if there is one of this name
     */
    public LogGroup create(Place place, String name) {
        var present = in(place);
        if (present.containsKey(name)) {
            throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        var group = group(place, name);
        present.put(name, group);
        return group;
    }

    /** Why a log group can neither take nor give events now: its KMS key. */
    public Optional<String> whyLocked(LogGroup group) {
        return group.kmsKeyId().flatMap(this::whyUnusable);
    }

    Optional<String> whyUnusable(String keyArn) {
        return keys.whyUnusable(keyArn);
    }

    Collection<LogGroup> all(Place place) {
        return in(place).values();
    }

    void delete(Place place, LogGroup group) {
        in(place).remove(group.name());
    }

    private NavigableMap<String, LogGroup> in(Place place) {
        return groups.computeIfAbsent(place, _ -> {
            var standard = group(place, standardName);
            standard.retain(Optional.of(STANDARD_RETENTION));
            return new TreeMap<>(Map.of(standardName, standard));
        });
    }

    private LogGroup group(Place place, String name) {
        return new LogGroup(
                arn(place, name),
                name,
                ground.clock().now(),
                () -> ground.settings().get(LogsBehaviour.KEPT_EVENTS));
    }
}
