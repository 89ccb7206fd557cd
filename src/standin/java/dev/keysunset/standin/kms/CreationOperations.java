package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.Custody;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyManager;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;

/** CreateKey. */
final class CreationOperations {
    private final DomainClock clock;
    private final CustomKeyStores customKeyStores;
    private final KeyFactory factory;
    private final KeyPolicyCheck policies;

    CreationOperations(
            DomainClock clock, CustomKeyStores customKeyStores, KeyFactory factory, KeyPolicyCheck policies) {
        this.clock = clock;
        this.customKeyStores = customKeyStores;
        this.factory = factory;
        this.policies = policies;
    }

    List<Operation> all() {
        return List.of(new OnAccount("CreateKey", false, this::createKey));
    }

    private Answer createKey(Call call) {
        var request = KeyRequest.read(call);
        var labels = Labels.read(call, policies);
        var custody = request.isInCustomKeyStore()
                ? Optional.of(customKeyStores.custody(call, request))
                : Optional.<Custody>empty();
        var blueprint = new Blueprint(
                request.spec(),
                request.usage(),
                KeyManager.CUSTOMER,
                request.origin(),
                clock.now(),
                Optional.empty(),
                "");
        var place = call.requiredPlace();
        var key = request.multiRegion() ? factory.createPrimary(place, blueprint) : factory.create(place, blueprint);
        if (request.origin() == Origin.EXTERNAL) {
            key.material().awaitImport();
            key.imports().emptyAll();
            key.become(KeyState.PENDING_IMPORT);
        }
        custody.ifPresent(key::keepIn);
        labels.putOn(key);
        return Answer.told(told(key));
    }

    /** What CreateKey answers of a new key. */
    static ObjectNode told(Key key) {
        ObjectNode body = Json.object();
        body.set("KeyMetadata", KeyMetadata.of(key));
        return body;
    }
}
