package dev.keysunset.standin.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.Grant;
import dev.keysunset.standin.policy.Policy.Answer;
import dev.keysunset.standin.policy.Reach;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a key's grants allow. AWS KMS Developer Guide, "Grants in AWS KMS". */
final class GrantedAuthority {
    private GrantedAuthority() {}

    /** The most that any grant on the key says; a grant never denies. */
    static Answer answer(Question question, Map<String, Reach> names) {
        return question.key().stream()
                .flatMap(key -> key.grants().stream())
                .filter(grant -> covers(grant, question))
                .map(grant -> names.get(grant.body().path("GranteePrincipal").asText()))
                .filter(reach -> reach != null && reach != Reach.ACCOUNT)
                .map(Reach::permission)
                .reduce(Answer.SILENT, Answer::or);
    }

    private static boolean covers(Grant grant, Question question) {
        var operation = question.call().action();
        return StreamSupport.stream(grant.body().path("Operations").spliterator(), false)
                        .anyMatch(allowed -> allowed.asText().equals(operation))
                && meets(grant.body().path("Constraints"), question.call());
    }

    /** Constraints bind the operations that have an encryption context; others, such as DescribeKey, they do not touch. */
    private static boolean meets(JsonNode constraints, Call call) {
        if (!EncryptionContext.belongsTo(call.action())) {
            return true;
        }
        var context = EncryptionContext.of(call);
        var equal = constraints.path("EncryptionContextEquals");
        var subset = constraints.path("EncryptionContextSubset");
        return (equal.isMissingNode() || Json.strings(equal).equals(context))
                && (subset.isMissingNode()
                        || context.entrySet().containsAll(Json.strings(subset).entrySet()));
    }
}
