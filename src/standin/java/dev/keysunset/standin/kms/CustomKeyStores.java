package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Custody;
import dev.keysunset.standin.key.CustomKeyStore;
import dev.keysunset.standin.key.CustomKeyStore.Connection;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The custom key stores there are; keys in one that is not connected are Unavailable. */
final class CustomKeyStores {
    private final DomainClock clock;
    private final Settings settings;
    private final RandomGenerator random;
    private final KeyStore keys;
    private final NavigableMap<String, CustomKeyStore> stores = new TreeMap<>();

    CustomKeyStores(Ground ground, KeyStore keys) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.random = ground.chance().of("custom key stores");
        this.keys = keys;
    }

    void add(CustomKeyStore store) {
        stores.put(store.id(), store);
    }

    void remove(CustomKeyStore store) {
        stores.remove(store.id());
    }

    NavigableMap<String, CustomKeyStore> in(Place place) {
        var here = new TreeMap<>(stores);
        here.values().removeIf(store -> !store.place().equals(place));
        return here;
    }

    /**
     * The key store that a request names.
     *
     * @throws AwsError a CustomKeyStoreNotFoundException
     */
    CustomKeyStore named(Call call) {
        var id = call.requiredText("CustomKeyStoreId");
        return Optional.ofNullable(in(call.requiredPlace()).get(id))
                .orElseThrow(() -> new AwsError(
                        "CustomKeyStoreNotFoundException", "Custom key store with ID " + id + " does not exist"));
    }

    /** Connecting takes its time; the keys come back when it is done. */
    void connect(CustomKeyStore store) {
        store.become(Connection.CONNECTING);
        var lasts = Chance.upTo(settings.get(KmsBehaviour.LONGEST_CONNECTING), random);
        clock.at(clock.now().plus(lasts), () -> {
            if (store.connection() == Connection.CONNECTING) {
                store.become(Connection.CONNECTED);
                keysOf(store).forEach(key -> key.moveOutOfReach(false));
            }
        });
    }

    void disconnect(CustomKeyStore store) {
        store.become(Connection.DISCONNECTED);
        keysOf(store).forEach(key -> key.moveOutOfReach(true));
    }

    Stream<Key> keysOf(CustomKeyStore store) {
        return keys.in(store.place()).values().stream()
                .filter(key -> key.custody()
                        .filter(custody -> custody.customKeyStoreId().equals(store.id()))
                        .isPresent());
    }

    /**
     * Where a new key will be kept.
     *
     * @throws AwsError if the key store cannot take it
     */
    Custody custody(Call call, KeyRequest request) {
        var store = named(call);
        if (store.isExternal() != call.text("XksKeyId").isPresent()) {
            throw new AwsError(
                    "UnsupportedOperationException",
                    "Origin " + request.origin() + " is not valid for custom key store " + store.id());
        }
        if (store.connection() != Connection.CONNECTED) {
            throw invalidState(store);
        }
        var xksKeyId = call.text("XksKeyId");
        if (xksKeyId.isPresent()
                && keysOf(store)
                        .flatMap(key -> key.custody().stream())
                        .anyMatch(other -> other.xksKeyId().equals(xksKeyId))) {
            throw new AwsError(
                    "XksKeyAlreadyInUseException",
                    "XksKeyId " + xksKeyId.get() + " is already in use in " + store.id());
        }
        return new Custody(
                store.id(),
                Optional.of(store.properties().path("CloudHsmClusterId").asText())
                        .filter(id -> !id.isEmpty()),
                xksKeyId);
    }

    static AwsError invalidState(CustomKeyStore store) {
        return new AwsError(
                "CustomKeyStoreInvalidStateException",
                "The custom key store " + store.id() + " is " + store.connection()
                        + ", which is not valid for this operation.");
    }
}
