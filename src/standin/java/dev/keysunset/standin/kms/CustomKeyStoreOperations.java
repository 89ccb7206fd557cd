package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.key.CustomKeyStore;
import dev.keysunset.standin.key.CustomKeyStore.Connection;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Set;

/** The operations on custom key stores. The clusters, proxies and key managers behind them are taken on trust. */
final class CustomKeyStoreOperations {
    private static final Set<String> CLOUD_HSM = Set.of("CloudHsmClusterId", "TrustAnchorCertificate");
    private static final Set<String> XKS = Set.of(
            "XksProxyUriEndpoint",
            "XksProxyUriPath",
            "XksProxyVpcEndpointServiceName",
            "XksProxyVpcEndpointServiceOwner",
            "XksProxyConnectivity");
    private static final Set<String> COMMON = Set.of("CustomKeyStoreName", "CustomKeyStoreType");
    private static final Listing<CustomKeyStore> STORES =
            new Listing<>("CustomKeyStores", 1000, CustomKeyStoreOperations::view);

    private final DomainClock clock;
    private final Ids ids;
    private final CustomKeyStores stores;
    private final Paging paging;

    CustomKeyStoreOperations(Ground ground, CustomKeyStores stores, Paging paging) {
        this.clock = ground.clock();
        this.ids = ground.ids();
        this.stores = stores;
        this.paging = paging;
    }

    List<Operation> all() {
        return List.of(
                new OnAccount("CreateCustomKeyStore", false, this::create),
                new OnAccount("DescribeCustomKeyStores", true, this::describe),
                new OnAccount("ConnectCustomKeyStore", false, this::connect),
                new OnAccount("DisconnectCustomKeyStore", false, this::disconnect),
                new OnAccount("UpdateCustomKeyStore", false, this::update),
                new OnAccount("DeleteCustomKeyStore", false, this::delete));
    }

    private Answer create(Call call) {
        var name = call.requiredText("CustomKeyStoreName");
        requireFree(call, name);
        var properties = properties(call);
        if (!properties.has("CustomKeyStoreType")) {
            properties.put("CustomKeyStoreType", "AWS_CLOUDHSM");
        }
        var external = properties.path("CustomKeyStoreType").asText().equals("EXTERNAL_KEY_STORE");
        for (var member : external
                ? List.of("XksProxyUriEndpoint", "XksProxyUriPath", "XksProxyConnectivity")
                : List.of("CloudHsmClusterId", "TrustAnchorCertificate")) {
            if (!properties.has(member)) {
                throw AwsError.validation(member + " is required for this type of custom key store");
            }
        }
        var id = "cks-" + ids.uuid().replace("-", "").substring(0, 17);
        stores.add(new CustomKeyStore(id, call.requiredPlace(), clock.now(), properties));
        return Answer.told(Json.object().put("CustomKeyStoreId", id));
    }

    private Answer describe(Call call) {
        var found = stores.in(call.requiredPlace());
        if (call.text("CustomKeyStoreId").isPresent()) {
            var named = stores.named(call);
            found.values().removeIf(store -> store != named);
        }
        call.text("CustomKeyStoreName").ifPresent(name -> {
            found.values().removeIf(store -> !store.name().equals(name));
            if (found.isEmpty()) {
                throw new AwsError(
                        "CustomKeyStoreNotFoundException", "Custom key store with name " + name + " does not exist");
            }
        });
        return Answer.read(paging.page(call, STORES, found));
    }

    private Answer connect(Call call) {
        var store = stores.named(call);
        if (store.connection() == Connection.DISCONNECTED) {
            stores.connect(store);
        }
        return Answer.done();
    }

    private Answer disconnect(Call call) {
        var store = stores.named(call);
        if (store.connection() == Connection.DISCONNECTED) {
            throw CustomKeyStores.invalidState(store);
        }
        stores.disconnect(store);
        return Answer.done();
    }

    private Answer update(Call call) {
        var store = stores.named(call);
        var properties = properties(call);
        if (store.connection() != Connection.DISCONNECTED && !properties.isEmpty()) {
            throw CustomKeyStores.invalidState(store);
        }
        call.text("NewCustomKeyStoreName").ifPresent(name -> {
            requireFree(call, name);
            properties.put("CustomKeyStoreName", name);
        });
        store.properties().setAll(properties);
        return Answer.done();
    }

    private Answer delete(Call call) {
        var store = stores.named(call);
        if (store.connection() != Connection.DISCONNECTED) {
            throw CustomKeyStores.invalidState(store);
        }
        if (stores.keysOf(store).findAny().isPresent()) {
            throw new AwsError(
                    "CustomKeyStoreHasCMKsException", "The custom key store " + store.id() + " contains KMS keys");
        }
        stores.remove(store);
        return Answer.done();
    }

    private void requireFree(Call call, String name) {
        if (stores.in(call.requiredPlace()).values().stream()
                .anyMatch(store -> store.name().equals(name))) {
            throw new AwsError(
                    "CustomKeyStoreNameInUseException", "A custom key store with the name " + name + " already exists");
        }
    }

    private static ObjectNode properties(Call call) {
        var properties = Json.object();
        for (var members : List.of(COMMON, CLOUD_HSM, XKS)) {
            properties.setAll(call.parameters().deepCopy().retain(members));
        }
        return properties;
    }

    private static ObjectNode view(CustomKeyStore store) {
        var view = store.properties()
                .deepCopy()
                .put("CustomKeyStoreId", store.id())
                .put("ConnectionState", store.connection().name())
                .put("CreationDate", Json.timestamp(store.created()));
        if (store.isExternal()) {
            var proxy = view.putObject("XksProxyConfiguration");
            XKS.stream().sorted().forEach(member -> {
                var value = view.remove(member);
                if (value != null) {
                    proxy.set(within(member), value);
                }
            });
        }
        return view;
    }

    /** The proxy's configuration names its members in short. AWS KMS API Reference, "XksProxyConfigurationType". */
    private static String within(String member) {
        return member.substring("XksProxy".length());
    }
}
