package dev.keysunset.standin.topic;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.permission.Guarded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One topic, its subscriptions and everything published to it. */
public final class Topic {
    private final Place place;
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Publication> publications = new ArrayList<>();

    Topic(Place place, String name) {
        this.place = place;
        this.name = name;
    }

    public String arn() {
        return arn(place, name);
    }

    static String arn(Place place, String name) {
        return "arn:aws:sns:" + place.region() + ":" + place.account() + ":" + name;
    }

    Place place() {
        return place;
    }

    String name() {
        return name;
    }

    /** What was set of it. */
    Map<String, String> attributes() {
        return attributes;
    }

    Guarded guarded() {
        return new Guarded(arn(), place.account(), Optional.ofNullable(attributes.get("Policy")));
    }

    /** Oldest first. */
    public List<Subscription> subscriptions() {
        return Collections.unmodifiableList(subscriptions);
    }

    void subscribe(Subscription subscription) {
        subscriptions.add(subscription);
    }

    boolean unsubscribe(String subscriptionArn) {
        return subscriptions.removeIf(subscription -> subscription.arn().equals(subscriptionArn));
    }

    /** Oldest first. */
    public List<Publication> publications() {
        return Collections.unmodifiableList(publications);
    }

    void publish(Publication publication) {
        publications.add(publication);
    }
}
