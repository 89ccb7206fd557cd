package dev.keysunset.standin.topic;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every topic there is. */
public final class Topics {
    private final Map<String, Topic> topics = new TreeMap<>();

    public Collection<Topic> all() {
        return Collections.unmodifiableCollection(topics.values());
    }

    List<Topic> in(Place place) {
        return topics.values().stream()
                .filter(topic -> topic.place().equals(place))
                .toList();
    }

    /** The topic of a name; creating one that is there is harmless. */
    Topic create(Place place, String name) {
        return topics.computeIfAbsent(Topic.arn(place, name), _ -> new Topic(place, name));
    }

    Optional<Topic> find(String arn) {
        return Optional.ofNullable(topics.get(arn));
    }

    /**
     * A topic that must be there.
     *
     * @throws AwsError NotFound
     */
    Topic get(String arn) {
        return find(arn).orElseThrow(TopicErrors::noSuchTopic);
    }

    void delete(String arn) {
        topics.remove(arn);
    }
}
