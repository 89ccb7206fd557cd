package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.GRANT;
import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.key.Grant;
import dev.keysunset.standin.key.GrantToken;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyStore;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.permission.Retirement;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** CreateGrant, ListGrants, ListRetirableGrants, RetireGrant, RevokeGrant. */
final class GrantOperations {
    /** What ListGrants tells as CreateGrant was told. */
    private static final Set<String> MEMBERS = Set.of(
            "Name",
            "GranteePrincipal",
            "GranteeServicePrincipal",
            "RetiringPrincipal",
            "RetiringServicePrincipal",
            "Operations",
            "Constraints");

    private static final List<String> FILTERS = List.of("GranteePrincipal", "GranteeServicePrincipal");
    private static final List<String> RETIRING = List.of("RetiringPrincipal", "RetiringServicePrincipal");
    private static final Listing<Held> GRANTS = new Listing<>("Grants", 50, Held::view);

    /** A grant and the key it is for. */
    private record Held(KeyArn key, Grant grant) {
        ObjectNode view() {
            return grant.body()
                    .deepCopy()
                    .put("KeyId", key.toString())
                    .put("GrantId", grant.id())
                    .put("CreationDate", Json.timestamp(grant.created()))
                    .put("IssuingAccount", "arn:aws:iam::" + grant.issuingAccount() + ":root");
        }
    }

    private final DomainClock clock;
    private final Ids ids;
    private final KeyStore store;
    private final Paging paging;

    GrantOperations(Ground ground, KeyStore store, Paging paging) {
        this.clock = ground.clock();
        this.ids = ground.ids();
        this.store = store;
        this.paging = paging;
    }

    List<Operation> all() {
        return List.of(
                new OnKey("CreateGrant", new Traits(ID_OR_ARN, Rule.CREATE_GRANT, false, true), this::createGrant),
                new OnKey("ListGrants", new Traits(ID_OR_ARN, Rule.ANY_STATE, true, true), this::listGrants),
                new OnAccount("ListRetirableGrants", true, this::listRetirableGrants),
                new OnKey("RetireGrant", new Traits(GRANT, Rule.ANY_STATE, false, true), GrantOperations::retireGrant),
                new OnKey(
                        "RevokeGrant",
                        new Traits(ID_OR_ARN, Rule.ANY_STATE, false, true),
                        GrantOperations::revokeGrant));
    }

    private Answer createGrant(KeyCall call) {
        GrantRequest.check(call);
        DryRun.end(call.call());
        var grant = same(call).orElseGet(() -> create(call));
        var key = call.key();
        var body = Json.object()
                .put("GrantId", grant.id())
                .put("GrantToken", new GrantToken(key.arn(), grant.id()).text(ids.letters(16)));
        return new Answer(body, Optional.of(KeyAnswer.naming(key).put("GrantId", grant.id())));
    }

    /** The grant that a request with a name has created before. AWS KMS API Reference, "CreateGrant", Name. */
    private static Optional<Grant> same(KeyCall call) {
        return call.call()
                .text("Name")
                .flatMap(_ -> call.key().grants().stream()
                        .filter(grant -> grant.body().equals(body(call)))
                        .findFirst());
    }

    private Grant create(KeyCall call) {
        var id = ids.uuid().replace("-", "") + ids.uuid().replace("-", "");
        var account = call.call().caller().account().orElse(call.key().arn().account());
        var grant = new Grant(id, clock.now(), account, body(call));
        call.key().grants().add(grant);
        return grant;
    }

    private static ObjectNode body(KeyCall call) {
        return call.call().parameters().deepCopy().retain(MEMBERS);
    }

    private Answer listGrants(KeyCall call) {
        var grants = new TreeMap<String, Held>();
        call.key().grants().stream()
                .filter(matching(call.call(), FILTERS))
                .filter(grant ->
                        call.call().text("GrantId").map(grant.id()::equals).orElse(true))
                .forEach(grant -> grants.put(grant.id(), new Held(call.key().arn(), grant)));
        return Answer.read(paging.page(call.call(), GRANTS, grants));
    }

    /** Grants on other accounts' keys are among them. AWS KMS API Reference, "ListRetirableGrants". */
    private Answer listRetirableGrants(Call call) {
        if (RETIRING.stream().filter(member -> call.text(member).isPresent()).count() != 1) {
            throw AwsError.validation("Either RetiringPrincipal or RetiringServicePrincipal must be specified");
        }
        var grants = new TreeMap<String, Held>();
        store.all().stream()
                .filter(key -> key.arn().region().equals(call.region()))
                .forEach(key -> key.grants().stream()
                        .filter(matching(call, RETIRING))
                        .forEach(grant -> grants.put(grant.id(), new Held(key.arn(), grant))));
        return Answer.read(paging.page(call, GRANTS, grants));
    }

    private static Predicate<Grant> matching(Call call, List<String> members) {
        return grant -> members.stream()
                .allMatch(member -> call.text(member)
                        .map(wanted -> grant.body().path(member).asText().equals(wanted))
                        .orElse(true));
    }

    private static Answer retireGrant(KeyCall call) {
        var id = Retirement.grantId(call.call())
                .orElseThrow(() -> AwsError.validation("A GrantId must be specified together with a KeyId"));
        return remove(call, id);
    }

    private static Answer revokeGrant(KeyCall call) {
        return remove(call, call.call().requiredText("GrantId"));
    }

    private static Answer remove(KeyCall call, String id) {
        var grant = call.key().grants().stream()
                .filter(held -> held.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.notFound("Grant ID " + id + " not found"));
        DryRun.end(call.call());
        call.key().grants().remove(grant);
        return KeyAnswer.changed(call.key());
    }
}
