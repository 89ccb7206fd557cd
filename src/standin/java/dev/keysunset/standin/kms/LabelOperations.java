package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;
import static dev.keysunset.standin.kms.Naming.TARGET;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Grant;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Ids;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is attached to keys: aliases, tags, grants, the key policy. */
final class LabelOperations {
    private static final Set<String> GRANT_MEMBERS =
            Set.of("Name", "GranteePrincipal", "RetiringPrincipal", "Operations", "Constraints");

    private final DomainClock clock;
    private final KeyStore store;
    private final Ids ids;

    LabelOperations(DomainClock clock, KeyStore store, Ids ids) {
        this.clock = clock;
        this.store = store;
        this.ids = ids;
    }

    List<Operation> all() {
        var label = new Traits(ID_OR_ARN, Rule.LABEL, false, false);
        return List.of(
                new OnKey("CreateAlias", new Traits(TARGET, Rule.LABEL, false, false), this::createAlias),
                new OnAccount("DeleteAlias", false, this::deleteAlias),
                new OnKey("TagResource", label, LabelOperations::tagResource),
                new OnKey("UntagResource", label, LabelOperations::untagResource),
                new OnKey("UpdateKeyDescription", label, LabelOperations::updateKeyDescription),
                new OnKey("CreateGrant", new Traits(ID_OR_ARN, Rule.CREATE_GRANT, false, true), this::createGrant),
                new OnKey(
                        "RevokeGrant",
                        new Traits(ID_OR_ARN, Rule.ANY_STATE, false, true),
                        LabelOperations::revokeGrant),
                new OnKey(
                        "PutKeyPolicy",
                        new Traits(ID_OR_ARN, Rule.ANY_STATE, false, false),
                        LabelOperations::putKeyPolicy));
    }

    private Result createAlias(KeyCall call) {
        var name = call.call().requiredText("AliasName");
        if (!name.matches("alias/(?!aws/)[a-zA-Z0-9/_-]{1,250}")) {
            throw AwsError.validation("Alias must start with the prefix \"alias/\". Please see "
                    + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        var alias = new Alias(call.key().arn().place(), name, call.key().arn().id(), clock.now());
        if (store.alias(alias.place(), name).isPresent()) {
            throw new AwsError("AlreadyExistsException", "An alias with the name " + alias.arn() + " already exists");
        }
        store.put(alias);
        return Result.changed(call.key());
    }

    private Result deleteAlias(Call call) {
        var place = call.requiredPlace();
        var name = call.requiredText("AliasName");
        if (!store.removeAlias(place, name)) {
            throw AwsError.notFound("Alias " + new Alias(place, name, "", clock.now()).arn() + " is not found.");
        }
        return Result.read(Json.object());
    }

    private static Result tagResource(KeyCall call) {
        call.call()
                .parameters()
                .path("Tags")
                .forEach(tag -> call.key()
                        .tags()
                        .put(tag.path("TagKey").asText(), tag.path("TagValue").asText()));
        return Result.changed(call.key());
    }

    private static Result untagResource(KeyCall call) {
        call.call()
                .parameters()
                .path("TagKeys")
                .forEach(name -> call.key().tags().remove(name.asText()));
        return Result.changed(call.key());
    }

    private static Result updateKeyDescription(KeyCall call) {
        call.key().describe(call.call().requiredText("Description"));
        return Result.changed(call.key());
    }

    private Result createGrant(KeyCall call) {
        call.call().requiredText("GranteePrincipal");
        var body = call.call().parameters().deepCopy().retain(GRANT_MEMBERS);
        var id = ids.uuid().replace("-", "") + ids.uuid().replace("-", "");
        var account = call.call().caller().account().orElse(call.key().arn().account());
        call.key().grants().add(new Grant(id, clock.now(), account, body));
        var recorded = Result.naming(call.key()).put("GrantId", id);
        return new Result(
                Json.object().put("GrantId", id).put("GrantToken", "AQp" + ids.letters(32)), Optional.of(recorded));
    }

    private static Result revokeGrant(KeyCall call) {
        var id = call.call().requiredText("GrantId");
        if (!call.key().grants().removeIf(grant -> grant.id().equals(id))) {
            throw AwsError.notFound("Grant ID " + id + " not found");
        }
        return Result.changed(call.key());
    }

    private static Result putKeyPolicy(KeyCall call) {
        var document = call.call().requiredText("Policy");
        try {
            Policy.parse(document);
        } catch (MalformedPolicyException e) {
            throw new AwsError("MalformedPolicyDocumentException", String.valueOf(e.getMessage()));
        }
        call.key().replacePolicy(document);
        return Result.changed(call.key());
    }
}
