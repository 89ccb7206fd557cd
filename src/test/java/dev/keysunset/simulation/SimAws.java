package dev.keysunset.simulation;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Keys;
import dev.keysunset.engine.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** AWS as far as a retirement meets it: keys with their states, CloudTrail with its delays, and the log of every call. */
final class SimAws implements Trail, Accounts {
    static final String ACCOUNT = "111122223333";
    private static final int PAGE = 4;

    final SortedMap<KeyArn, SimKey> keys = new TreeMap<>();
    final List<Call> calls = new ArrayList<>();

    private final World world;
    private final Chance chance;
    private final List<Delivered> trail = new ArrayList<>();
    private final List<Feed> feeds;
    private final SortedMap<Feed, Instant> outages = new TreeMap<>(Comparator.comparing(Feed::toString));

    /** One call as AWS received it. */
    record Call(Instant at, String replica, String action, KeyArn keyArn) {}

    private record Delivered(Place place, Instant eventTime, Instant from, String text) {}

    SimAws(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "aws");
        var kinds = chance.of(
                List.of(List.of(Feed.Kind.LOGS), List.of(Feed.Kind.LOOKUP), List.of(Feed.Kind.LOGS, Feed.Kind.LOOKUP)));
        this.feeds = List.of("us-east-1", "eu-west-1").stream()
                .flatMap(region -> kinds.stream().map(kind -> new Feed(new Place(ACCOUNT, region), kind)))
                .toList();
    }

    Keys keysFor(String replica) {
        return new SimKms(world, replica);
    }

    SimKey key(KeyArn arn) {
        var key = keys.get(arn);
        if (key == null) {
            throw new AssertionError("nobody made " + arn);
        }
        return key;
    }

    /** An application asks for the key: served, refused with a record that names its state, or too late for ever. */
    void use(KeyArn arn) {
        var key = key(arn);
        if (key.deleted) {
            return;
        }
        var failure = switch (key.state) {
            case ENABLED -> Optional.<String>empty();
            case DISABLED -> Optional.of(arn + " is disabled.");
            default -> Optional.of(arn + " is pending deletion.");
        };
        if (failure.isEmpty()) {
            key.lastUse = world.now;
        }
        var seenFrom = write(arn, "Decrypt", "arn:aws:iam::" + ACCOUNT + ":role/app", Optional.empty(), failure);
        key.uses.add(new SimKey.Use(world.now, failure.isEmpty(), seenFrom));
        world.story.tell("app", "uses " + arn.keyId() + " " + arn.region() + ": " + failure.orElse("served"));
    }

    /** Somebody with rights of their own changes the key directly. */
    void meddle(KeyArn arn, String action) {
        var key = key(arn);
        if (!key.deleted && apply(key, action, 7, Optional.empty()).isEmpty()) {
            write(arn, action, "arn:aws:iam::" + ACCOUNT + ":user/meddler", Optional.empty(), Optional.empty());
            world.story.tell("meddler", action + " " + arn.keyId() + " " + arn.region() + ": " + key.state.awsName());
        }
    }

    /** Our effect arrives. AWS judges the fence by its own clock, then the key's state. */
    EffectRecord.Outcome receive(EffectRecord record, String replica) {
        var effect = record.effect();
        var key = key(effect.keyArn());
        calls.add(new Call(world.now, replica, effect.action(), effect.keyArn()));
        if (!record.fencedUntil().isAfter(world.now)) {
            world.story.tell("aws", "refuses " + effect.action() + " of " + replica + ": past its fence");
            return new EffectRecord.Outcome.Refused(
                    world.now, "AccessDeniedException", "past the session policy's date");
        }
        var days = effect instanceof Effect.ScheduleKeyDeletion(var _, var window) ? window : 0;
        var refusal = key.deleted
                ? Optional.of("NotFoundException")
                : apply(key, effect.action(), days, Optional.of(record.id()));
        world.story.tell(
                "aws",
                effect.action() + " " + key.arn.keyId() + " " + key.arn.region() + " from " + replica + ": "
                        + refusal.orElse(key.state.awsName()));
        if (refusal.isPresent()) {
            return new EffectRecord.Outcome.Refused(world.now, refusal.get(), key.arn + " is " + key.state.awsName());
        }
        write(key.arn, effect.action(), "", Optional.of(record.id()), Optional.empty());
        world.laws.onEffect(record, replica);
        return new EffectRecord.Outcome.Done(world.now, "request-" + calls.size());
    }

    private Optional<String> apply(SimKey key, String action, int days, Optional<UUID> effectId) {
        var scheduled = key.state.scheduled();
        switch (action) {
            case "DisableKey", "EnableKey" -> {
                if (scheduled) {
                    return Optional.of("KMSInvalidStateException");
                }
                key.become(action.equals("EnableKey") ? KeyState.ENABLED : KeyState.DISABLED, world.now, effectId);
            }
            case "ScheduleKeyDeletion" -> {
                if (scheduled) {
                    return Optional.of("KMSInvalidStateException");
                }
                schedule(key, days, effectId);
            }
            case "CancelKeyDeletion" -> {
                if (!scheduled) {
                    return Optional.of("KMSInvalidStateException");
                }
                key.deletionDate = null;
                key.become(KeyState.DISABLED, world.now, effectId);
            }
            default -> throw new AssertionError(action);
        }
        return Optional.empty();
    }

    private void schedule(SimKey key, int days, Optional<UUID> effectId) {
        if (replicas(key).stream().anyMatch(replica -> !replica.deleted)) {
            key.become(KeyState.PENDING_REPLICA_DELETION, world.now, effectId);
        } else {
            key.become(KeyState.PENDING_DELETION, world.now, effectId);
            countDown(key, days);
        }
    }

    private void countDown(SimKey key, int days) {
        var date = world.now.plus(Duration.ofDays(days));
        key.deletionDate = date;
        world.at(date.plus(chance.upTo(Duration.ofHours(24))), () -> {
            if (key.state == KeyState.PENDING_DELETION && date.equals(key.deletionDate)) {
                destroy(key);
            }
        });
    }

    private void destroy(SimKey key) {
        key.deleted = true;
        world.story.tell("aws", "destroys " + key.arn.keyId() + " " + key.arn.region());
        write(key.arn, "DeleteKey", "AWS Internal", Optional.empty(), Optional.empty());
        world.laws.onDestruction(key);
        keys.values().stream()
                .filter(primary -> primary.state == KeyState.PENDING_REPLICA_DELETION
                        && replicas(primary).contains(key)
                        && replicas(primary).stream().allMatch(replica -> replica.deleted))
                .forEach(primary -> {
                    primary.state = KeyState.PENDING_DELETION;
                    countDown(primary, 7);
                });
    }

    private List<SimKey> replicas(SimKey key) {
        return key.family.role() == KeyFacts.Role.PRIMARY
                ? key.family.members().stream()
                        .filter(arn -> !arn.equals(key.arn))
                        .map(this::key)
                        .toList()
                : List.of();
    }

    private Instant write(
            KeyArn arn, String operation, String principal, Optional<UUID> effectId, Optional<String> failure) {
        var session = effectId.map(id -> "keysunset." + id).orElse("app");
        var identity = principal.isEmpty()
                ? "{\"type\":\"AssumedRole\",\"accountId\":\"%s\",\"arn\":\"arn:aws:sts::%s:assumed-role/KeysunsetMember/%s\",\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"%s\"}}}"
                        .formatted(
                                ACCOUNT,
                                ACCOUNT,
                                session,
                                memberRoleArn(ACCOUNT).orElseThrow())
                : "{\"arn\":\"%s\"}".formatted(principal);
        var id = "event-" + world.nextId();
        var text =
                "{\"eventSource\":\"kms.amazonaws.com\",\"eventID\":\"%s\",\"eventName\":\"%s\",\"eventTime\":\"%s\",\"awsRegion\":\"%s\",\"recipientAccountId\":\"%s\",\"userIdentity\":%s,\"resources\":[{\"ARN\":\"%s\"}]%s}"
                        .formatted(
                                id,
                                operation,
                                world.now,
                                arn.region(),
                                ACCOUNT,
                                identity,
                                arn,
                                failure.map(message -> ",\"errorCode\":\"DisabledException\",\"errorMessage\":\""
                                                + message + "\"")
                                        .orElse(""));
        var from = world.now.plus(chance.upTo(World.LAG.minusSeconds(1)));
        trail.add(new Delivered(arn.place(), world.now, from, text));
        if (chance.in(0.1)) {
            trail.add(new Delivered(arn.place(), world.now, from, text));
        }
        return from;
    }

    // What follows is CloudTrail and the configuration, as the engine's ports have them.

    @Override
    public List<Feed> feeds() {
        return feeds;
    }

    @Override
    public String configurationHash(Feed feed) {
        return feed.toString();
    }

    @Override
    public Reading<Page> read(Feed feed, Interval range, Optional<String> token) {
        if (failing(feed)) {
            return new Reading.Unreadable<>("read " + feed, "ThrottlingException", "weather");
        }
        var index = token.map(Integer::parseInt).orElse(0);
        var found = trail.stream()
                .filter(record -> record.place().equals(feed.place()))
                .filter(record -> !record.from().isAfter(world.now))
                .filter(record -> !record.eventTime().isBefore(range.from())
                        && record.eventTime().isBefore(range.to()))
                .map(Delivered::text)
                .toList();
        var end = Math.min(found.size(), index + PAGE);
        var last = end >= found.size()
                && !(index == 0 && world.options.unreadable() > 0 && found.isEmpty() && chance.in(0.1));
        world.laws.onPage(feed, range, last);
        return Reading.read(new Page(
                index < end ? found.subList(index, end) : List.of(),
                last ? Optional.empty() : Optional.of(String.valueOf(end)),
                world.now));
    }

    /** Trouble comes as episodes that have a length, not as single drops. */
    private boolean failing(Feed feed) {
        if (world.healed) {
            return false;
        }
        var until = outages.getOrDefault(feed, Instant.MIN);
        if (until.isAfter(world.now)) {
            return true;
        }
        if (!world.weather.in(world.options.unreadable())) {
            return false;
        }
        if (world.weather.in(0.2)) {
            var longest = Duration.ofHours(world.weather.in(0.1) ? 300 : 20);
            outages.put(feed, world.now.plus(world.weather.upTo(longest)));
            world.story.tell("weather", "takes " + feed + " away until " + outages.get(feed));
        }
        return true;
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
        return Optional.of("arn:aws:iam::" + accountId + ":role/KeysunsetMember");
    }
}
