package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.TrailingDays;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.wire.Ids;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The KMS room put together: the keys, how they come and go, and the service in front of them. */
public final class Kms {
    private final KeyStore store = new KeyStore();
    private final Destruction destruction;
    private final KeyFactory factory;
    private final KmsService service;

    public Kms(DomainClock clock, Trail trail, Ids ids, Authorizer authorizer, KmsSettings settings) {
        destruction = new Destruction(clock, store, trail, settings.seed());
        factory = new KeyFactory(store, destruction, ids);
        var operations = byName(Stream.of(
                new LifeOperations(clock, destruction).all(),
                new ReadOperations(clock, store, new TrailingDays(settings.trackingStart())).all(),
                new LabelOperations(clock, store, ids).all(),
                new CreationOperations(clock, store, factory).all(),
                new EncryptionOperations().all(),
                new SigningOperations().all()));
        var gate = new Gate(new KeyNames(store), authorizer, new StateTable(settings.pendingAsDisabled()));
        service = new KmsService(clock, trail, gate, operations, settings.seed());
    }

    public KeyStore store() {
        return store;
    }

    public Destruction destruction() {
        return destruction;
    }

    public KeyFactory factory() {
        return factory;
    }

    public KmsService service() {
        return service;
    }

    private static Map<String, Operation> byName(Stream<List<Operation>> groups) {
        return groups.flatMap(List::stream).collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }
}
