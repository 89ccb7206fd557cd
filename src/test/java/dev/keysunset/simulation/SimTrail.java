package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * CloudTrail: what it writes down of every call, and when which kind of feed shows it. Its event history has everything; what
 * goes to a Region's log group goes through a trail, which somebody may stop, and then nothing does, though every read of the
 * group succeeds.
 */
final class SimTrail {
    static final String ACCOUNT = "111122223333";
    static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
    static final String MEMBER_ROLE = "arn:aws:iam::" + ACCOUNT + ":role/KeysunsetMember";

    private static final Duration LATEST = Duration.ofHours(30);
    private static final Duration LONGEST_STOP = Duration.ofDays(4);

    /** Where the trail was, or is, stopped. */
    final List<Stop> stops = new ArrayList<>();

    private final World world;
    private final Chance chance;
    private final Map<Place, List<Delivered>> records = new HashMap<>();

    /** @param told from when a record of it can be read; {@link Instant#MAX} where none ever can */
    record Stop(Place place, Instant from, Instant to, Instant told) {
        boolean at(Place there, Instant moment) {
            return place.equals(there) && !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** When each kind of feed shows a record; {@link Instant#MAX} where it never does. */
    record Visible(Instant inHistory, Instant inLogs) {
        Instant in(Feed.Kind kind) {
            return kind == Feed.Kind.LOOKUP ? inHistory : inLogs;
        }
    }

    record Delivered(Instant eventTime, Visible visible, String text) {}

    /** One call, as CloudTrail writes it down. */
    record Call(KeyArn keyArn, String operation, Author author, Optional<String> failure) {}

    sealed interface Author {
        record Somebody(String arn) implements Author {}

        /** A session of our member role, under the name that says for what. */
        record Us(String session, String requestId) implements Author {
            static Us effect(UUID id) {
                return new Us("keysunset." + id, "none");
            }

            static Us canary(UUID id, String requestId) {
                return new Us("keysunset-canary." + id, requestId);
            }
        }
    }

    SimTrail(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "trail");
    }

    /** Once a day somebody thinks of the trail. */
    void open() {
        for (int day = 0; day < world.scene.course().stormDays(); day++) {
            if (world.weather.strikes(Fault.STOPPED_TRAIL)) {
                var stopped = chance.upTo(Duration.ofDays(1));
                world.at(World.START.plus(Duration.ofDays(day)).plus(stopped), this::stop);
            }
        }
    }

    private void stop() {
        var place = new Place(ACCOUNT, chance.among(REGIONS));
        if (stopped(place)) {
            return;
        }
        var length = Duration.ofMinutes(1).plus(world.weather.lasting(Fault.STOPPED_TRAIL, LONGEST_STOP));
        var to = earlier(world.now.plus(length), world.clearsAt());
        var last = handsOn(place, "StopLogging");
        var stop = new Stop(place, world.now, to, last);
        stops.add(stop);
        world.story.tell("meddler", "stops the trail of " + place.region() + " until " + to);
        world.at(to, () -> {
            stops.remove(stop);
            stops.add(new Stop(place, stop.from(), to, earlier(last, handsOn(place, "StartLogging"))));
        });
    }

    boolean stopped(Place place) {
        return stops.stream().anyMatch(stop -> stop.at(place, world.now));
    }

    /**
     * What a trail does last before it stops, and first once it is started, is still delivered.
     *
     * @return from when it can be read
     */
    private Instant handsOn(Place place, String operation) {
        var from = from();
        var text = "{\"eventSource\":\"cloudtrail.amazonaws.com\",\"eventID\":\"event-" + world.nextId()
                + "\",\"eventName\":\"" + operation + "\",\"eventTime\":\"" + world.now + "\",\"awsRegion\":\""
                + place.region() + "\",\"recipientAccountId\":\"" + ACCOUNT
                + "\",\"userIdentity\":{\"arn\":\"arn:aws:iam::" + ACCOUNT + ":user/meddler\"}}";
        written(place).add(new Delivered(world.now, new Visible(from, from), text));
        return from;
    }

    /**
     * Writes down what happened.
     *
     * @return when it can be read
     */
    Visible write(Call call) {
        var written = written(call.keyArn().place());
        var from = from();
        var visible = new Visible(from, stopped(call.keyArn().place()) ? Instant.MAX : from);
        var record = new Delivered(world.now, visible, text(call));
        written.add(record);
        if (chance.in(0.1)) {
            written.add(record);
        }
        if (call.author() instanceof Author.Us(var session, var _) && session.startsWith("keysunset-canary")) {
            call.failure().ifPresent(_ -> world.laws.onCanary(call.keyArn().place(), world.now, visible));
        }
        return visible;
    }

    private Instant from() {
        var punctual = world.now.plus(chance.upTo(World.LAG.minusSeconds(1)));
        if (world.weather.strikes(Fault.LOST_RECORD)) {
            return Instant.MAX;
        }
        return world.weather.strikes(Fault.LATE_RECORD)
                ? punctual.plus(world.weather.lasting(Fault.LATE_RECORD, LATEST))
                : punctual;
    }

    private String text(Call call) {
        var error = call.failure()
                .map(message -> ",\"errorCode\":\"DisabledException\",\"errorMessage\":\"" + message + "\"")
                .orElse("");
        return "{\"eventSource\":\"kms.amazonaws.com\",\"eventID\":\"event-" + world.nextId() + "\",\"eventName\":\""
                + call.operation() + "\",\"eventTime\":\"" + world.now + "\",\"awsRegion\":\""
                + call.keyArn().region() + "\",\"recipientAccountId\":\"" + ACCOUNT + "\"," + identity(call.author())
                + ",\"resources\":[{\"ARN\":\"" + call.keyArn() + "\"}]" + error + "}";
    }

    private static String identity(Author author) {
        return switch (author) {
            case Author.Somebody(var arn) -> "\"userIdentity\":{\"arn\":\"" + arn + "\"}";
            case Author.Us(var session, var requestId) ->
                "\"requestID\":\"" + requestId + "\",\"userIdentity\":{\"type\":\"AssumedRole\",\"accountId\":\""
                        + ACCOUNT
                        + "\",\"arn\":\"arn:aws:sts::" + ACCOUNT + ":assumed-role/KeysunsetMember/" + session
                        + "\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"" + MEMBER_ROLE + "\"}}}";
        };
    }

    /** What a feed of this kind shows now of what happened in this place between the two. */
    List<String> shown(Place place, Feed.Kind kind, Instant from, Instant to) {
        var all = written(place);
        var found = new ArrayList<String>();
        for (int i = firstAt(all, from); i < all.size(); i++) {
            var record = all.get(i);
            if (!record.eventTime().isBefore(to)) {
                break;
            }
            if (!record.visible().in(kind).isAfter(world.now)) {
                found.add(record.text());
            }
        }
        return found;
    }

    private List<Delivered> written(Place place) {
        return records.computeIfAbsent(place, _ -> new ArrayList<>());
    }

    /** They are written in the order of their times. */
    private static int firstAt(List<Delivered> all, Instant from) {
        var low = 0;
        var high = all.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (all.get(middle).eventTime().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
