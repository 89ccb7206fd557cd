package dev.keysunset.standin.permission;

import dev.keysunset.standin.key.Grant;
import dev.keysunset.standin.key.GrantToken;
import dev.keysunset.standin.policy.Policy.Answer;
import dev.keysunset.standin.policy.Reach;
import dev.keysunset.standin.wire.Call;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Who may retire a grant. The grant itself says it: its retiring principal, and its grantee if RetireGrant is among the
 * operations, need no policy for it; the account of the key may hand it on by its own policies; key policies have no say.
 * AWS KMS Developer Guide, "Retiring and revoking grants".
 */
public final class Retirement {
    private static final String ACTION = "RetireGrant";

    private Retirement() {}

    /** The grant that a request is about, by its id or its token. */
    public static Optional<String> grantId(Call call) {
        return call.text("GrantId")
                .or(() -> call.text("GrantToken").flatMap(GrantToken::parse).map(GrantToken::grantId));
    }

    static boolean isAsked(Question question) {
        return question.key().isPresent() && question.call().action().equals(ACTION);
    }

    static Answer answer(Question question, Map<String, Reach> names) {
        var ofAccount = question.isForeign() ? Answer.SILENT : Answer.DELEGATED;
        return question.key().stream()
                .flatMap(key -> key.grants().stream())
                .filter(grant -> grantId(question.call()).equals(Optional.of(grant.id())))
                .flatMap(Retirement::retiring)
                .flatMap(name -> Optional.ofNullable(names.get(name)).stream())
                .map(Reach::permission)
                .reduce(ofAccount, Answer::or);
    }

    private static Stream<String> retiring(Grant grant) {
        var members = grant.body();
        var retiring = Stream.of("RetiringPrincipal", "RetiringServicePrincipal");
        var grantee = StreamSupport.stream(members.path("Operations").spliterator(), false)
                        .anyMatch(operation -> operation.asText().equals(ACTION))
                ? Stream.of("GranteePrincipal", "GranteeServicePrincipal")
                : Stream.<String>empty();
        return Stream.concat(retiring, grantee).map(name -> members.path(name).asText());
    }
}
