package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.TrailingDays;
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

    public Kms(
            Ground ground,
            Occurrences occurrences,
            Authorizer authorizer,
            TrailingDays trailingDays,
            StaleReads staleReads) {
        var clock = ground.clock();
        var states = new StateTable(ground.settings());
        var consistency = new Consistency(ground, staleReads);
        var names = new KeyNames(store, consistency);
        var paging = new Paging(ground);
        var policies = new KeyPolicyCheck(authorizer);
        var rotations = new Rotations(ground, store, occurrences);
        var expiry = new Expiry(clock, occurrences);
        var customKeyStores = new CustomKeyStores(ground, store);
        destruction = new Destruction(ground, store, occurrences);
        factory = new KeyFactory(store, expiry, rotations, ground.ids());
        var newborns = new MultiRegionOperations.Newborns(factory, policies, occurrences);
        var operations = byName(Stream.of(
                new LifeOperations(clock, destruction, rotations).all(),
                new ReadOperations(clock, store, trailingDays, paging, consistency).all(),
                new LabelOperations(paging).all(),
                new AliasOperations(clock, store, names, paging).all(),
                new GrantOperations(ground, store, paging).all(),
                new PolicyOperations(policies, paging).all(),
                new CreationOperations(clock, customKeyStores, factory, policies).all(),
                new MultiRegionOperations(ground, store, states, newborns).all(),
                new RotationOperations(clock, rotations, paging).all(),
                new ImportOperations(clock, expiry).all(),
                new CustomKeyStoreOperations(ground, customKeyStores, paging).all(),
                new EncryptionOperations().all(),
                new DataKeyOperations(customKeyStores, ground.settings()).all(),
                new SigningOperations().all(),
                new MacOperations().all(),
                new AgreementOperations().all()));
        var gate = new Gate(names, authorizer, states, consistency, ground.settings());
        service = new KmsService(ground, new Constraints(), gate, consistency, operations);
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
