package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ALIAS_NAME;
import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;
import static dev.keysunset.standin.kms.Naming.TARGET;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** CreateAlias, UpdateAlias, DeleteAlias, ListAliases. */
final class AliasOperations {
    private static final String FOR_AWS = "alias/aws/";
    /** AWS KMS Developer Guide, "Resource quotas". */
    private static final int MOST_ALIASES = 50;

    private static final Listing<Alias> ALIASES = new Listing<>("Aliases", 50, AliasOperations::view);

    private final DomainClock clock;
    private final KeyStore store;
    private final KeyNames names;
    private final Paging paging;

    AliasOperations(DomainClock clock, KeyStore store, KeyNames names, Paging paging) {
        this.clock = clock;
        this.store = store;
        this.names = names;
        this.paging = paging;
    }

    List<Operation> all() {
        return List.of(
                new OnKey("CreateAlias", new Traits(TARGET, Rule.LABEL, false, false), this::createAlias),
                new OnKey("UpdateAlias", new Traits(TARGET, Rule.UPDATE_ALIAS, false, false), this::updateAlias),
                new OnKey("DeleteAlias", new Traits(ALIAS_NAME, Rule.ANY_STATE, false, false), this::deleteAlias),
                new OnAccount("ListAliases", true, this::listAliases));
    }

    private Answer createAlias(KeyCall call) {
        var name = ownName(call.call());
        var key = call.key();
        var alias = new Alias(key.arn().place(), name, key.arn().id(), clock.now());
        if (store.alias(alias.place(), name).isPresent()) {
            throw new AwsError("AlreadyExistsException", "An alias with the name " + alias.arn() + " already exists");
        }
        if (store.aliasesOf(key).size() >= MOST_ALIASES) {
            throw new AwsError(
                    "LimitExceededException",
                    "The maximum number of aliases (" + MOST_ALIASES + ") for " + key.arn() + " has been reached");
        }
        store.put(alias);
        return KeyAnswer.changed(key);
    }

    private Answer updateAlias(KeyCall call) {
        var name = ownName(call.call());
        var key = call.key();
        var alias = store.alias(key.arn().place(), name)
                .orElseThrow(
                        () -> AwsError.notFound("Alias " + Alias.arn(key.arn().place(), name) + " is not found."));
        store.find(alias.target()).filter(old -> !isAlike(old, key)).ifPresent(old -> {
            throw AwsError.validation("Alias " + alias.arn() + " cannot be changed from " + old.arn() + " to "
                    + key.arn() + ": both keys must be of the same type and have the same key usage");
        });
        store.put(new Alias(alias.place(), name, key.arn().id(), alias.created(), clock.now()));
        return KeyAnswer.changed(key);
    }

    private Answer deleteAlias(KeyCall call) {
        store.removeAlias(call.key().arn().place(), ownName(call.call()));
        return KeyAnswer.changed(call.key());
    }

    private Answer listAliases(Call call) {
        return Answer.read(paging.page(call, ALIASES, listed(call)));
    }

    private NavigableMap<String, Alias> listed(Call call) {
        if (call.text("KeyId").isEmpty()) {
            return store.aliases(call.requiredPlace());
        }
        var aliases = new TreeMap<String, Alias>();
        store.aliasesOf(names.resolve(ID_OR_ARN, call)).forEach(alias -> aliases.put(alias.name(), alias));
        return aliases;
    }

    /** An alias name that a customer may create, change and delete. */
    private static String ownName(Call call) {
        var name = call.requiredText("AliasName");
        if (name.startsWith(FOR_AWS)) {
            throw new AwsError("NotAuthorizedException", "");
        }
        if (!name.matches("alias/.+")) {
            throw AwsError.validation("Alias must start with the prefix \"alias/\". Please see "
                    + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.contains(":")) {
            throw AwsError.validation(name + " contains invalid characters for an alias");
        }
        return name;
    }

    /** AWS KMS API Reference, "UpdateAlias": both symmetric or both asymmetric or both HMAC, and one key usage. */
    private static boolean isAlike(Key a, Key b) {
        return kind(a).equals(kind(b)) && a.blueprint().usage() == b.blueprint().usage();
    }

    private static String kind(Key key) {
        var spec = key.blueprint().spec();
        return spec.isHmac() ? "HMAC" : spec.isSecret() ? "symmetric" : "asymmetric";
    }

    private static ObjectNode view(Alias alias) {
        return Json.object()
                .put("AliasName", alias.name())
                .put("AliasArn", alias.arn())
                .put("TargetKeyId", alias.targetKeyId())
                .put("CreationDate", Json.timestamp(alias.created()))
                .put("LastUpdatedDate", Json.timestamp(alias.updated()));
    }
}
