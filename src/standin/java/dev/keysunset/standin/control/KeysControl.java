package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.fleet.Application;
import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;

/** {@code /keys}, {@code /fleet} and {@code /use}: the truth about all keys, new keys, and an application's calls. */
public final class KeysControl {
    private static final int MOST_USES = 10_000;

    private final KeyStore store;
    private final Fleet fleet;
    private final Application application;

    public KeysControl(KeyStore store, Fleet fleet, Application application) {
        this.store = store;
        this.fleet = fleet;
        this.application = application;
    }

    ControlAnswer show() {
        var answer = Json.object();
        var keys = answer.putArray("keys");
        store.all().forEach(key -> keys.add(view(key)));
        store.deleted().forEach(key -> keys.add(view(key)));
        return ControlAnswer.ok(answer);
    }

    ControlAnswer create(ControlRequest request) {
        var plans = PlanReader.read(ControlApi.fields(request).node().path("keys"));
        var answer = Json.object();
        var created = answer.putArray("keyArns");
        plans.forEach(plan -> created.add(fleet.createKey(plan).toString()));
        return ControlAnswer.ok(answer);
    }

    ControlAnswer use(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var key = fields.requiredKeyArn();
        var use = new KeyUse(
                fields.required("operation"),
                fields.required("principal"),
                fields.text("onBehalfOf"),
                Json.strings(fields.node().path("encryptionContext")));
        var count = fields.node().path("count").asInt(1);
        if (count < 1 || count > MOST_USES) {
            throw new IllegalArgumentException("count: 1 to " + MOST_USES + ", not " + count);
        }
        var answer = Json.object();
        var results = answer.putArray("results");
        for (int i = 0; i < count; i++) {
            results.add(result(application.use(key, use)));
        }
        return ControlAnswer.ok(answer);
    }

    private static ObjectNode result(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _ -> Json.object().put("status", 200);
            case Outcome.Failure(var error, var _) ->
                Json.object()
                        .put("status", error.status())
                        .put("errorCode", error.code())
                        .put("errorMessage", error.text());
        };
    }

    private ObjectNode view(Key key) {
        var view = Json.object()
                .put("keyArn", key.arn().toString())
                .put(
                        "keyState",
                        key.deletedAt().isPresent() ? "Deleted" : key.state().awsName())
                .put("keyManager", key.blueprint().manager().name())
                .put("keySpec", key.blueprint().spec().name())
                .put("created", key.blueprint().created().toString())
                .put("description", key.description())
                .put("story", key.blueprint().story());
        var aliases = view.putArray("aliases");
        store.aliasesOf(key).stream().map(Alias::name).forEach(aliases::add);
        view.set("tags", Json.tree(key.tags()));
        key.family()
                .ifPresent(family -> view.put("primaryKeyArn", family.primary().toString()));
        key.deletionDate().ifPresent(date -> view.put("deletionDate", date.toString()));
        key.deletedAt().ifPresent(at -> view.put("deletedAt", at.toString()));
        key.lastUse()
                .actual()
                .ifPresent(use -> view.put("lastUsed", use.at().toString()).put("lastOperation", use.operation()));
        return view;
    }
}
