package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.fleet.Application;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.storybook.Field;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Outcome;
import java.util.List;
import java.util.stream.Stream;

/** {@code /keys} and {@code /use}: the truth about all keys, and an application's calls. */
public final class KeysControl implements Control {
    private static final int MOST_USES = 10_000;
    private static final int PAGE = 1_000;
    private static final int MOST_ON_A_PAGE = 10_000;

    private final KeyStore store;
    private final Application application;

    public KeysControl(KeyStore store, Application application) {
        this.store = store;
        this.application = application;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/keys", "the truth about all keys, deleted ones too; `?after=&limit=`", this::show),
                Route.of(
                        "POST",
                        "/use",
                        "an application's call on a key: `{keyArn, operation, principal, onBehalfOf?,"
                                + " encryptionContext?, count?}`",
                        this::use));
    }

    /**
     * {@code GET /keys?after=&limit=}: keys in the order in which they were made, and at the end those that are gone.
     * {@code next} is there when there are more, and is what {@code after} takes.
     */
    ControlAnswer show(ControlRequest request) {
        var fields = Field.of("", request.parameters());
        var after = fields.maybe("after")
                .map(field -> field.number(0, Integer.MAX_VALUE))
                .orElse(0);
        var limit = fields.maybe("limit")
                .map(field -> field.number(1, MOST_ON_A_PAGE))
                .orElse(PAGE);
        var answer = Json.object();
        var keys = answer.putArray("keys");
        Stream.concat(store.all().stream(), store.deleted().stream())
                .skip(after)
                .limit(limit)
                .forEach(key -> keys.add(view(key)));
        if (after + limit < store.all().size() + store.deleted().size()) {
            answer.put("next", after + limit);
        }
        return ControlAnswer.ok(answer);
    }

    ControlAnswer use(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var key = fields.requiredKeyArn();
        var use = fields.keyUse();
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
