package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The feeds through which CloudTrail is read, weather included. */
final class SimFeeds implements Trail, Accounts {
    /** The event history, whatever anybody sets. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Longer than the longest window: a group that forgets sooner cannot prove it. */
    private static final Duration KEPT_IN_GROUPS = Duration.ofDays(731);

    private static final List<Footing.Ground> GROUNDS = List.of(new Footing.Ground("the trail", Optional.empty()));

    private final World world;
    private final Chance chance;
    private final int pageSize;
    private final List<Feed> feeds;
    private final Map<Feed, Instant> outages = new HashMap<>();

    SimFeeds(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "feeds");
        this.pageSize = chance.of(1, 4, 50);
        this.feeds = SimTrail.REGIONS.stream()
                .flatMap(region ->
                        world.scene.feeds().stream().map(kind -> new Feed(new Place(SimTrail.ACCOUNT, region), kind)))
                .toList();
    }

    /** Every outage ends; where every place has two feeds, one of them may stay down for good. */
    void heal(boolean oneStaysDown) {
        outages.clear();
        if (oneStaysDown && world.scene.feeds().size() > 1) {
            var kind = chance.among(world.scene.feeds());
            feeds.stream().filter(feed -> feed.kind() == kind).forEach(feed -> outages.put(feed, Instant.MAX));
        }
    }

    boolean down(Feed feed) {
        return outages.getOrDefault(feed, Instant.MIN).isAfter(world.now);
    }

    @Override
    public List<Feed> feeds() {
        return feeds;
    }

    @Override
    public String configurationHash(Feed feed) {
        return feed.toString();
    }

    @Override
    public SortedSet<Place> reach(Feed feed) {
        return new TreeSet<>(Set.of(feed.place()));
    }

    @Override
    public Set<String> names(Feed feed) {
        return Set.of();
    }

    @Override
    public Reading<Footing> footing(Feed feed) {
        if (world.weather.strikes(Fault.UNREADABLE_FOOTING)) {
            return new Reading.Unreadable<>("look at " + feed, "ThrottlingException", "weather");
        }
        if (feed.kind() == Feed.Kind.LOOKUP) {
            return Reading.read(new Footing(List.of(), feed.toString(), KEPT, List.of()));
        }
        var objections = world.trail.stopped(feed.place()) ? List.of("the trail is not logging") : List.<String>of();
        return Reading.read(new Footing(objections, feed.toString(), KEPT_IN_GROUPS, GROUNDS));
    }

    @Override
    public Reading<Page> read(Feed feed, Query query, Optional<String> token) {
        if (failing(feed)) {
            return new Reading.Unreadable<>("read " + feed, "ThrottlingException", "weather");
        }
        var begin = token.map(Integer::parseInt).orElse(0);
        var found = query.keyArn()
                .map(key -> shown(feed, query).stream()
                        .filter(text -> text.contains(key.toString()))
                        .toList())
                .orElseGet(() -> shown(feed, query));
        var end = Math.min(found.size(), begin + pageSize);
        var empty = world.weather.strikes(Fault.EMPTY_PAGE);
        var last = !empty && end >= found.size();
        if (last && query.keyArn().isEmpty()) {
            world.laws.onLastPage(feed, query.range());
        }
        return Reading.read(new Page(
                empty || begin >= end ? List.of() : found.subList(begin, end),
                last ? Optional.empty() : Optional.of(String.valueOf(empty ? begin : end)),
                world.now));
    }

    private List<String> shown(Feed feed, Query query) {
        return world.trail.shown(
                feed.place(), feed.kind(), query.range().from(), query.range().to());
    }

    /** Trouble comes as episodes that have a length, and as single drops. */
    private boolean failing(Feed feed) {
        if (down(feed)) {
            return true;
        }
        if (world.weather.strikes(Fault.OUTAGE)) {
            var longest = Duration.ofHours(world.weather.of(Fault.OUTAGE).in(0.1) ? 300 : 20);
            outages.put(feed, world.now.plus(world.weather.lasting(Fault.OUTAGE, longest)));
            world.story.tell("weather", "takes " + feed + " away until " + outages.get(feed));
            return true;
        }
        return world.weather.strikes(Fault.UNREADABLE_PAGE);
    }

    @Override
    public SortedSet<Place> places() {
        return new TreeSet<>(feeds.stream().map(Feed::place).toList());
    }

    @Override
    public Optional<String> name(String accountId) {
        return Optional.of("simulated");
    }

    @Override
    public Optional<String> memberRoleArn(String accountId) {
        return Optional.of(SimTrail.MEMBER_ROLE);
    }
}
