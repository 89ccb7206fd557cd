package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_TOO;
import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.permission.TrailingDays;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Map;

/** The operations that only read. */
final class ReadOperations {
    private static final Marker KEYS = new Marker(100, 1000);
    private static final Marker HUNDRED = new Marker(50, 100);

    private final DomainClock clock;
    private final KeyStore store;
    private final TrailingDays trailingDays;

    ReadOperations(DomainClock clock, KeyStore store, TrailingDays trailingDays) {
        this.clock = clock;
        this.store = store;
        this.trailingDays = trailingDays;
    }

    List<Operation> all() {
        var foreignToo = new Traits(ID_OR_ARN, Rule.ANY_STATE, true, true);
        var ownOnly = new Traits(ID_OR_ARN, Rule.ANY_STATE, true, false);
        return List.of(
                new OnAccount("ListKeys", true, this::listKeys),
                new OnAccount("ListAliases", true, this::listAliases),
                new OnKey(
                        "DescribeKey",
                        new Traits(ALIAS_TOO, Rule.ANY_STATE, true, true),
                        call -> Result.read(wrapped("KeyMetadata", KeyMetadata.of(call.key())))),
                new OnKey("GetKeyLastUsage", ownOnly, this::getKeyLastUsage),
                new OnKey("GetKeyPolicy", ownOnly, ReadOperations::getKeyPolicy),
                new OnKey("ListGrants", foreignToo, ReadOperations::listGrants),
                new OnKey("ListResourceTags", ownOnly, ReadOperations::listResourceTags));
    }

    private Result listKeys(Call call) {
        var keys = store.in(call.requiredPlace());
        return Result.read(KEYS.page(
                call,
                "Keys",
                keys,
                key -> Json.object()
                        .put("KeyId", key.arn().id())
                        .put("KeyArn", key.arn().toString())));
    }

    private Result listAliases(Call call) {
        var names = new KeyNames(store);
        var aliases = call.text("KeyId").isPresent()
                ? store.aliasesOf(names.resolve(ID_OR_ARN, call))
                : store.aliases(call.requiredPlace());
        return Result.read(HUNDRED.page(call, "Aliases", aliases, ReadOperations::alias));
    }

    private static ObjectNode alias(Alias alias) {
        return Json.object()
                .put("AliasName", alias.name())
                .put("AliasArn", alias.arn())
                .put("TargetKeyId", alias.targetKeyId())
                .put("CreationDate", Json.timestamp(alias.created()))
                .put("LastUpdatedDate", Json.timestamp(alias.created()));
    }

    /** KeyLastUsage is there even when it is empty. AWS KMS API Reference, "GetKeyLastUsage". */
    private Result getKeyLastUsage(KeyCall call) {
        Key key = call.key();
        var answer = Result.naming(key);
        var usage = answer.putObject("KeyLastUsage");
        key.lastUse()
                .visible(clock.now())
                .ifPresent(use -> usage.put("Operation", use.operation())
                        .put("Timestamp", Json.timestamp(use.at()))
                        .put("CloudTrailEventId", use.eventId())
                        .put("KmsRequestId", use.requestId()));
        answer.put("TrackingStartDate", Json.timestamp(trailingDays.trackedSince(key)))
                .put("KeyCreationDate", Json.timestamp(key.blueprint().created()));
        return Result.read(answer);
    }

    private static Result getKeyPolicy(KeyCall call) {
        var name = call.call().text("PolicyName").orElse("default");
        if (!name.equals("default")) {
            throw AwsError.notFound("No such policy exists");
        }
        return Result.read(Json.object().put("Policy", call.key().policy()).put("PolicyName", name));
    }

    private static Result listGrants(KeyCall call) {
        return Result.read(HUNDRED.page(call.call(), "Grants", call.key().grants(), grant -> {
            var view = grant.body().deepCopy();
            view.put("KeyId", call.key().arn().toString())
                    .put("GrantId", grant.id())
                    .put("CreationDate", Json.timestamp(grant.created()))
                    .put("IssuingAccount", "arn:aws:iam::" + grant.issuingAccount() + ":root");
            return view;
        }));
    }

    private static Result listResourceTags(KeyCall call) {
        return Result.read(HUNDRED.page(
                call.call(),
                "Tags",
                List.copyOf(call.key().tags().entrySet()),
                (Map.Entry<String, String> tag) ->
                        Json.object().put("TagKey", tag.getKey()).put("TagValue", tag.getValue())));
    }

    private static ObjectNode wrapped(String member, ObjectNode inner) {
        var outer = Json.object();
        outer.set(member, inner);
        return outer;
    }
}
