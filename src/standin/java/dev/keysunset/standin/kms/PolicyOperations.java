package dev.keysunset.standin.kms;

import static dev.keysunset.standin.kms.Naming.ID_OR_ARN;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Traits;
import dev.keysunset.standin.kms.Paging.Listing;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** GetKeyPolicy, PutKeyPolicy, ListKeyPolicies: each key has one policy, and its name is {@code default}. */
final class PolicyOperations {
    private static final String DEFAULT = "default";
    private static final Listing<String> NAMES = new Listing<>("PolicyNames", 100, TextNode::valueOf);

    private final KeyPolicyCheck check;
    private final Paging paging;

    PolicyOperations(KeyPolicyCheck check, Paging paging) {
        this.check = check;
        this.paging = paging;
    }

    List<Operation> all() {
        var reading = new Traits(ID_OR_ARN, Rule.ANY_STATE, true, false);
        return List.of(
                new OnKey("GetKeyPolicy", reading, PolicyOperations::getKeyPolicy),
                new OnKey("ListKeyPolicies", reading, this::listKeyPolicies),
                new OnKey("PutKeyPolicy", new Traits(ID_OR_ARN, Rule.ANY_STATE, false, false), this::putKeyPolicy));
    }

    private static Answer getKeyPolicy(KeyCall call) {
        requireDefault(call);
        return Answer.read(Json.object().put("Policy", call.key().policy()).put("PolicyName", DEFAULT));
    }

    private Answer listKeyPolicies(KeyCall call) {
        return Answer.read(paging.page(call.call(), NAMES, new TreeMap<>(Map.of(DEFAULT, DEFAULT))));
    }

    private Answer putKeyPolicy(KeyCall call) {
        requireDefault(call);
        var document = call.call().requiredText("Policy");
        check.accept(call.call(), call.key().arn().toString(), document);
        call.key().replacePolicy(document);
        return KeyAnswer.changed(call.key());
    }

    private static void requireDefault(KeyCall call) {
        if (call.call().text("PolicyName").filter(name -> !name.equals(DEFAULT)).isPresent()) {
            throw AwsError.notFound("No such policy exists");
        }
    }
}
