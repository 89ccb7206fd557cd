package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.Family;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.Material;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Ids;
import java.time.Instant;
import java.util.Optional;

/** Makes keys, for the API and for fleets alike. */
public final class KeyFactory {
    private final KeyStore store;
    private final Destruction destruction;
    private final Ids ids;

    public KeyFactory(KeyStore store, Destruction destruction, Ids ids) {
        this.store = store;
        this.destruction = destruction;
        this.ids = ids;
    }

    public Key create(Place place, Blueprint blueprint) {
        var arn = new KeyArn(place, ids.uuid());
        return add(new Key(arn, blueprint, new Material(blueprint.spec()), Optional.empty()));
    }

    /** The primary of a new family. */
    public Key createPrimary(Place place, Blueprint blueprint) {
        var arn = new KeyArn(place, ids.multiRegionKeyId());
        return add(new Key(arn, blueprint, new Material(blueprint.spec()), Optional.of(new Family(arn))));
    }

    /** A replica: same id, same material, a life of its own. */
    public Key replicate(Key primary, Family family, String region, Instant created) {
        var arn = new KeyArn(
                new Place(primary.arn().account(), region), primary.arn().id());
        var blueprint = primary.blueprint().createdAt(created);
        var replica = add(new Key(arn, blueprint, primary.material(), Optional.of(family)));
        family.add(arn);
        return replica;
    }

    private Key add(Key key) {
        store.add(key);
        destruction.planExpiry(key);
        return key;
    }
}
