package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.Family;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.Material;
import dev.keysunset.standin.key.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes keys, for the API and for fleets alike. */
public final class KeyFactory {
    private final KeyStore store;
    private final Expiry expiry;
    private final Rotations rotations;
    private final Ids ids;
    /** The keys of an account share the text of the policy that most of them keep. */
    private final Map<String, String> standardPolicies = new HashMap<>();

    KeyFactory(KeyStore store, Expiry expiry, Rotations rotations, Ids ids) {
        this.store = store;
        this.expiry = expiry;
        this.rotations = rotations;
        this.ids = ids;
    }

    public Key create(Place place, Blueprint blueprint) {
        var arn = new KeyArn(place, ids.uuid());
        return add(arn, blueprint, new Material(blueprint.spec(), arn.id()), Optional.empty());
    }

    /** The primary of a new family. */
    public Key createPrimary(Place place, Blueprint blueprint) {
        var arn = new KeyArn(place, ids.multiRegionKeyId());
        return add(arn, blueprint, new Material(blueprint.spec(), arn.id()), Optional.of(new Family(arn)));
    }

    /** A replica: same id, same material, a life of its own. */
    public Key replicate(Key primary, Family family, String region, Instant created) {
        var arn = new KeyArn(
                new Place(primary.arn().account(), region), primary.arn().id());
        var blueprint = primary.blueprint().createdAt(created);
        var replica = add(arn, blueprint, primary.material(), Optional.of(family));
        family.add(arn);
        return replica;
    }

    private Key add(KeyArn arn, Blueprint blueprint, Material material, Optional<Family> family) {
        var policy = standardPolicies.computeIfAbsent(arn.account(), KeyPolicies::standard);
        var key = new Key(arn, blueprint, material, family, policy);
        store.add(key);
        expiry.plan(key);
        rotations.adopt(key);
        return key;
    }
}
