package dev.keysunset;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.Queues;
import dev.keysunset.engine.Trail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** No feed at all, for worlds in which nobody watches. */
public class SilentFeeds implements Trail, Queues, CanaryCalls {
    @Override
    public List<Feed> feeds() {
        return List.of();
    }

    @Override
    public SortedSet<Place> reach(Feed feed) {
        return new TreeSet<>();
    }

    @Override
    public String configurationHash(Feed feed) {
        return "none";
    }

    @Override
    public Set<String> names(Feed feed) {
        return Set.of();
    }

    @Override
    public Reading<Footing> footing(Feed feed) {
        return new Reading.Absent<>();
    }

    @Override
    public Reading<Page> read(Feed feed, Query query, Optional<String> token) {
        return new Reading.Absent<>();
    }

    @Override
    public Reading<List<Message>> receive(Feed feed, End end, Duration wait) {
        return new Reading.Absent<>();
    }

    @Override
    public Reading<List<Message>> delete(Feed feed, End end, List<Message> messages) {
        return new Reading.Absent<>();
    }

    @Override
    public boolean hasDeadLetters(Feed feed) {
        return false;
    }

    @Override
    public Outcome call(UUID canaryId, KeyArn keyArn, String keyUsage) {
        return new Outcome.NotMade("nobody watches here");
    }

    @Override
    public List<KeyArn> configured(Place place) {
        return List.of();
    }
}
