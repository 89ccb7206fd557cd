package dev.keysunset.standin.events;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The default bus of a place: the only one that AWS services send to, and the only one there is here. */
final class Bus {
    static final String NAME = "default";

    private final Place place;
    private final Map<String, Rule> rules = new TreeMap<>();
    private Optional<String> kmsKey = Optional.empty();

    Bus(Place place) {
        this.place = place;
    }

    String arn() {
        return "arn:aws:events:" + place.region() + ":" + place.account() + ":event-bus/" + NAME;
    }

    /** The key that events at rest are encrypted with; empty for one that AWS owns. */
    Optional<String> kmsKey() {
        return kmsKey;
    }

    void encryptWith(Optional<String> keyIdentifier) {
        kmsKey = keyIdentifier;
    }

    Collection<Rule> rules() {
        return Collections.unmodifiableCollection(rules.values());
    }

    Optional<Rule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    /**
     * A rule that must be there.
     *
     * @throws AwsError a ResourceNotFoundException
     */
    Rule rule(String name) {
        return find(name)
                .orElseThrow(() -> new AwsError(
                        "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + NAME + "."));
    }

    void add(Rule rule) {
        rules.put(rule.name(), rule);
    }

    void delete(String name) {
        rules.remove(name);
    }
}
