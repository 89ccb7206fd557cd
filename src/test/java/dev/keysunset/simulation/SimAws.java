package dev.keysunset.simulation;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** KMS as it truly is: keys with their states, and the log of every call as it was received. */
final class SimAws {
    private static final Duration LATEST_DELETION = Duration.ofHours(24);

    final Map<KeyArn, SimKey> keys = new LinkedHashMap<>();
    final List<Call> calls = new ArrayList<>();

    /** Until then our role may call no canary. */
    Instant canariesDeniedUntil = Instant.MIN;

    private final World world;
    private final Chance chance;

    /** One call as AWS received it. */
    record Call(Instant at, String replica, String action, KeyArn keyArn) {}

    /** Whose change it is: ours by an effect, or somebody's. */
    private record Request(String action, int pendingWindowInDays, SimTrail.Author author) {}

    SimAws(World world) {
        this.world = world;
        this.chance = new Chance(world.seed, "aws");
    }

    Keys keysFor(String replica) {
        return new SimKms(world, replica);
    }

    CanaryCalls canariesFor(String replica) {
        return new SimCanaries(world, replica);
    }

    SimKey key(KeyArn arn) {
        var key = keys.get(arn);
        if (key == null) {
            throw new AssertionError("nobody made " + arn);
        }
        return key;
    }

    List<SimKey> family(SimKey key) {
        return key.family.members().stream().map(this::key).toList();
    }

    /** A deletion is still to come. */
    boolean countsDown() {
        return keys.values().stream().anyMatch(key -> !key.deleted && key.state.scheduled());
    }

    /** An application asks for the key: served, refused with a record that names its state, or too late for ever. */
    void use(KeyArn arn) {
        var key = key(arn);
        if (key.deleted) {
            return;
        }
        var failure = failure(key);
        var app = new SimTrail.Author.Somebody("arn:aws:iam::" + SimTrail.ACCOUNT + ":role/app");
        var visible = world.trail.write(new SimTrail.Call(arn, "Decrypt", app, failure));
        key.uses.add(new SimKey.Use(world.now, failure.isEmpty(), visible));
        world.story.tell("app", "uses " + key + ": " + failure.orElse("served"));
    }

    private static Optional<String> failure(SimKey key) {
        return switch (key.state) {
            case ENABLED -> Optional.empty();
            case DISABLED -> Optional.of(key.arn + " is disabled.");
            default -> Optional.of(key.arn + " is pending deletion.");
        };
    }

    /** A canary of ours arrives: refused and recorded as anybody's call would be. Served, it is a use. */
    CanaryCalls.Outcome canary(UUID canaryId, KeyArn arn, String replica) {
        var key = key(arn);
        var operation = "GenerateDataKeyWithoutPlaintext";
        calls.add(new Call(world.now, replica, operation, arn));
        if (key.deleted) {
            return new CanaryCalls.Outcome.NotMade(arn + " does not exist");
        }
        var failure = failure(key);
        var requestId = "request-" + calls.size();
        var author = SimTrail.Author.Us.canary(canaryId, requestId);
        var visible = world.trail.write(new SimTrail.Call(arn, operation, author, failure));
        if (failure.isPresent()) {
            return new CanaryCalls.Outcome.Failed(world.now, requestId, "DisabledException");
        }
        key.uses.add(new SimKey.Use(world.now, true, visible));
        world.story.tell(replica, "calls a canary on " + key + ", which is served");
        return new CanaryCalls.Outcome.Succeeded(world.now, requestId);
    }

    /** Somebody with rights of their own changes the key directly. */
    void meddle(KeyArn arn, String action) {
        var key = key(arn);
        var somebody = new SimTrail.Author.Somebody("arn:aws:iam::" + SimTrail.ACCOUNT + ":user/meddler");
        if (!key.deleted && apply(key, new Request(action, 7, somebody)).isEmpty()) {
            world.story.tell("meddler", action + " " + key + ": " + key.state.awsName());
        }
    }

    /** Our effect arrives. AWS judges the fence by its own clock, then the key's state. */
    EffectRecord.Outcome receive(EffectRecord record, String replica) {
        var effect = record.effect();
        var key = key(effect.keyArn());
        calls.add(new Call(world.now, replica, effect.action(), effect.keyArn()));
        if (!record.fencedUntil().isAfter(world.now) && !world.weather.strikes(Fault.LEAKING_FENCE)) {
            world.story.tell("aws", "refuses " + effect.action() + " of " + replica + ": past its fence");
            return new EffectRecord.Outcome.Refused(
                    world.now, "AccessDeniedException", "past the session policy's date");
        }
        var days = effect instanceof Effect.ScheduleKeyDeletion(var _, var window) ? window : 0;
        var refusal = key.deleted
                ? Optional.of("NotFoundException")
                : apply(key, new Request(effect.action(), days, SimTrail.Author.Us.effect(record.id())));
        world.story.tell(
                "aws", effect.action() + " " + key + " from " + replica + ": " + refusal.orElse(key.state.awsName()));
        if (refusal.isPresent()) {
            return new EffectRecord.Outcome.Refused(world.now, refusal.get(), key.arn + " is " + key.state.awsName());
        }
        world.laws.onEffect(record, replica);
        return new EffectRecord.Outcome.Done(world.now, "request-" + calls.size());
    }

    /** @return the error's code, where KMS refuses */
    private Optional<String> apply(SimKey key, Request request) {
        var cancels = request.action().equals("CancelKeyDeletion");
        if (cancels != key.state.scheduled()) {
            return Optional.of("KMSInvalidStateException");
        }
        var visible =
                world.trail.write(new SimTrail.Call(key.arn, request.action(), request.author(), Optional.empty()));
        var change = new SimKey.Cause(world.now, request.author(), visible);
        switch (request.action()) {
            case "DisableKey" -> key.become(KeyState.DISABLED, change);
            case "EnableKey" -> key.become(KeyState.ENABLED, change);
            case "ScheduleKeyDeletion" -> schedule(key, request.pendingWindowInDays(), change);
            case "CancelKeyDeletion" -> {
                key.deletionDate = null;
                key.become(KeyState.DISABLED, change);
            }
            default -> throw new AssertionError(request.action());
        }
        world.stirred = true;
        return Optional.empty();
    }

    private void schedule(SimKey key, int days, SimKey.Cause change) {
        if (replicas(key).stream().anyMatch(replica -> !replica.deleted)) {
            key.become(KeyState.PENDING_REPLICA_DELETION, change);
        } else {
            key.become(KeyState.PENDING_DELETION, change);
            countDown(key, days);
        }
    }

    private void countDown(SimKey key, int days) {
        var date = world.now.plus(Duration.ofDays(days));
        var end = date.plus(chance.upTo(LATEST_DELETION));
        key.deletionDate = date;
        if (key.neededAtTheLast) {
            var last = Duration.ofHours(30).plus(LATEST_DELETION);
            world.at(end.minus(chance.upTo(last)), () -> use(key.arn));
        }
        world.at(end, () -> {
            if (key.state == KeyState.PENDING_DELETION && date.equals(key.deletionDate)) {
                destroy(key);
            }
        });
    }

    private void destroy(SimKey key) {
        key.deleted = true;
        key.destroyedAt = Optional.of(world.now);
        world.stirred = true;
        world.story.tell("aws", "destroys " + key);
        var kms = new SimTrail.Author.Somebody("AWS Internal");
        world.trail.write(new SimTrail.Call(key.arn, "DeleteKey", kms, Optional.empty()));
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
                ? family(key).stream().filter(member -> member != key).toList()
                : List.of();
    }
}
