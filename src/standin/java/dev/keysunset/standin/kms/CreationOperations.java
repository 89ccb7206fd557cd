package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyManager;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;

/** CreateKey and ReplicateKey. */
final class CreationOperations {
    private final DomainClock clock;
    private final KeyStore store;
    private final KeyFactory factory;

    CreationOperations(DomainClock clock, KeyStore store, KeyFactory factory) {
        this.clock = clock;
        this.store = store;
        this.factory = factory;
    }

    List<Operation> all() {
        return List.of(
                new OnAccount("CreateKey", false, this::createKey),
                new OnKey("ReplicateKey", new Traits(ID_OR_ARN, Rule.REPLICATE, false, false), this::replicateKey));
    }

    private Result createKey(Call call) {
        var spec = constant(KeySpec.class, call, "KeySpec", KeySpec.SYMMETRIC_DEFAULT);
        var usage = constant(KeyUsage.class, call, "KeyUsage", KeyUsage.ENCRYPT_DECRYPT);
        var origin = constant(Origin.class, call, "Origin", Origin.AWS_KMS);
        if (spec.algorithms(usage).isEmpty() || spec.isHmac() != (usage == KeyUsage.GENERATE_VERIFY_MAC)) {
            throw AwsError.validation("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
        }
        var blueprint = new Blueprint(spec, usage, KeyManager.CUSTOMER, origin, clock.now(), Optional.empty(), "");
        var place = call.requiredPlace();
        var key = call.parameters().path("MultiRegion").asBoolean()
                ? factory.createPrimary(place, blueprint)
                : factory.create(place, blueprint);
        if (origin == Origin.EXTERNAL) {
            key.become(KeyState.PENDING_IMPORT);
        }
        label(key, call);
        return created(key, "KeyMetadata");
    }

    private Result replicateKey(KeyCall call) {
        var key = call.key();
        var family = key.family()
                .filter(f -> f.primary().equals(key.arn()))
                .orElseThrow(() -> new AwsError(
                        "UnsupportedOperationException", key.arn() + " is not a multi-Region primary key."));
        var region = call.call().requiredText("ReplicaRegion");
        var arn = new KeyArn(new Place(key.arn().account(), region), key.arn().id());
        if (store.find(arn).isPresent()) {
            throw new AwsError("AlreadyExistsException", "Key " + arn + " already exists");
        }
        var replica = factory.replicate(key, family, region, clock.now());
        label(replica, call.call());
        return created(replica, "ReplicaKeyMetadata");
    }

    private static void label(Key key, Call call) {
        call.text("Description").ifPresent(key::describe);
        call.text("Policy").ifPresent(key::replacePolicy);
        call.parameters()
                .path("Tags")
                .forEach(tag -> key.tags()
                        .put(tag.path("TagKey").asText(), tag.path("TagValue").asText()));
    }

    private static Result created(Key key, String member) {
        ObjectNode body = Json.object();
        body.set(member, KeyMetadata.of(key));
        return new Result(body, Optional.of(body));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Call call, String member, E absent) {
        var text = call.text(member);
        try {
            return text.map(name -> Enum.valueOf(type, name)).orElse(absent);
        } catch (IllegalArgumentException e) {
            throw AwsError.validation("1 validation error detected: Value '" + text.orElse("") + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy enum value set");
        }
    }
}
