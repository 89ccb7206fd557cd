package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Setting;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Family;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Provenance;
import dev.keysunset.standin.wire.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** ReplicateKey and UpdatePrimaryRegion. AWS KMS Developer Guide, "Multi-Region keys in AWS KMS". */
final class MultiRegionOperations {
    /** What a ReplicateKey says and a CreateKey does not. */
    private static final List<String> REPLICATION = List.of("KeyId", "ReplicaRegion");

    private final DomainClock clock;
    private final Settings settings;
    private final RandomGenerator random;
    private final KeyStore store;
    private final StateTable states;
    private final Newborns newborns;

    /** What new keys are made with. */
    record Newborns(KeyFactory factory, KeyPolicyCheck policies, Occurrences occurrences) {}

    MultiRegionOperations(Ground ground, KeyStore store, StateTable states, Newborns newborns) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.random = ground.chance().of("multi-region");
        this.store = store;
        this.states = states;
        this.newborns = newborns;
    }

    List<Operation> all() {
        return List.of(
                new OnKey("ReplicateKey", new Traits(ID_OR_ARN, Rule.REPLICATE, false, false), this::replicateKey),
                new OnKey(
                        "UpdatePrimaryRegion",
                        new Traits(ID_OR_ARN, Rule.UPDATE_PRIMARY_REGION, false, false),
                        this::updatePrimaryRegion));
    }

    private Answer replicateKey(KeyCall call) {
        var key = call.key();
        var family = familyOfPrimary(key);
        var arn = member(call, "ReplicaRegion");
        if (store.find(arn).isPresent()) {
            throw new AwsError("AlreadyExistsException", "Key '" + arn + "' already exists");
        }
        var labels = Labels.read(call.call(), newborns.policies());
        var replica = newborns.factory().replicate(key, family, arn.region(), clock.now());
        replica.imports().emptyAll();
        labels.putOn(replica);
        replica.become(KeyState.CREATING);
        after(KmsBehaviour.LONGEST_REPLICA_CREATION, () -> finish(replica));
        newborns.occurrences().called(creation(call.call(), arn), Answer.told(CreationOperations.told(replica)), arn);
        newborns.occurrences().recorded("SynchronizeMultiRegionKey", key.arn(), Map.of());
        return created(replica);
    }

    private static void finish(Key replica) {
        if (replica.state() == KeyState.CREATING) {
            replica.become(
                    replica.blueprint().origin() == Origin.EXTERNAL ? KeyState.PENDING_IMPORT : KeyState.ENABLED);
        }
    }

    private static Answer created(Key replica) {
        ObjectNode body = Json.object();
        body.set("ReplicaKeyMetadata", KeyMetadata.of(replica));
        var recorded = body.deepCopy();
        body.put("ReplicaPolicy", replica.policy());
        body.set("ReplicaTags", Tags.list(replica));
        return new Answer(body, Optional.of(recorded));
    }

    private Answer updatePrimaryRegion(KeyCall call) {
        var key = call.key();
        var family = familyOfPrimary(key);
        var arn = member(call, "PrimaryRegion");
        var replica = store.find(arn)
                .filter(_ -> !arn.equals(key.arn()))
                .orElseThrow(() -> AwsError.notFound("Key '" + arn + "' does not exist"));
        states.check(Rule.UPDATE_PRIMARY_REGION, replica, replica.state());
        family.promote(arn);
        update(key);
        update(replica);
        newborns.occurrences().called(promotion(call.call(), arn), KeyAnswer.changed(replica), arn);
        return KeyAnswer.changed(key);
    }

    /** AWS KMS API Reference, "ReplicateKey": the Region of the replica records a CreateKey. */
    private static Call creation(Call call, KeyArn replica) {
        return abroad("CreateKey", replica, call, call.parameters().deepCopy().without(REPLICATION));
    }

    /**
     * AWS KMS Developer Guide, "UpdatePrimaryRegion" (CloudTrail log entries): the Region of the new primary has a record,
     * too, which calls the key by its ARN there.
     */
    private static Call promotion(Call call, KeyArn primary) {
        var parameters = call.parameters().deepCopy().put("KeyId", primary.toString());
        return abroad("UpdatePrimaryRegion", primary, call, parameters);
    }

    private static Call abroad(String action, KeyArn key, Call call, ObjectNode parameters) {
        var here = call.provenance();
        var there = new Provenance(
                here.requestId(),
                here.userAgent(),
                here.sourceAddress(),
                Optional.of(Service.KMS.eventSource()),
                here.workload());
        return new Call(Service.KMS, action, key.region(), call.caller(), parameters, there);
    }

    /** The state from before comes back when the update is complete. */
    private void update(Key key) {
        var before = key.state();
        if (before == KeyState.UPDATING) {
            return;
        }
        key.become(KeyState.UPDATING);
        after(KmsBehaviour.LONGEST_PRIMARY_UPDATE, () -> {
            if (key.state() == KeyState.UPDATING) {
                key.become(before);
            }
        });
    }

    private void after(Setting<Duration> longest, Runnable event) {
        var lasts = settings.get(longest);
        if (lasts.isZero()) {
            event.run();
        } else {
            clock.at(clock.now().plus(Chance.upTo(lasts, random)).plusMillis(1), event);
        }
    }

    private static Family familyOfPrimary(Key key) {
        return key.family()
                .filter(family -> family.primary().equals(key.arn()))
                .orElseThrow(() -> new AwsError(
                        "UnsupportedOperationException", key.arn() + " is not a multi-Region primary key."));
    }

    private static KeyArn member(KeyCall call, String regionMember) {
        var region = call.call().requiredText(regionMember);
        return new KeyArn(
                new Place(call.key().arn().account(), region), call.key().arn().id());
    }
}
