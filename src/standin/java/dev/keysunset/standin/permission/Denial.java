package dev.keysunset.standin.permission;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.CommonErrors;
import dev.keysunset.standin.wire.Service;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a denial. IAM User Guide, "Troubleshoot access denied error messages"; what differs between services is as
 * seen in published messages.
 */
final class Denial {
    /** What AWS tells callers from elsewhere: whether the key is not there or not theirs, they do not learn. */
    private static final String UNKNOWN_OR_FOREIGN = " because the resource does not exist in this Region, no"
            + " resource-based policies allow access, or a resource-based policy explicitly denies access";

    /** Their messages name the resource even where it is any. */
    private static final Set<Service> NAMING_ANY = Set.of(Service.KMS);

    private Denial() {}

    /** A policy that denies; {@code place} as in "a session policy". */
    static AwsError explicit(Question question, String place) {
        return isHidden(question) && place.equals(Kind.RESOURCE.in())
                ? hidden(question)
                : denied(question, onResource(question) + " with an explicit deny in " + place);
    }

    /** No policy of a kind that allows. */
    static AwsError silent(Question question, Kind kind) {
        return isHidden(question) && kind == Kind.RESOURCE
                ? hidden(question)
                : denied(
                        question,
                        onResource(question) + " because no " + kind.text() + " allows the " + action(question)
                                + " action");
    }

    /** What a caller learns of a key that its own account does not have. */
    static AwsError unknown(Call call) {
        return AwsError.denied(beginning(call, call.service().prefix() + ":" + call.action())
                + (isNamedByCiphertext(call) ? " on the resource associated with this ciphertext" : " on this resource")
                + UNKNOWN_OR_FOREIGN);
    }

    private static AwsError hidden(Question question) {
        return unknown(question.call());
    }

    /** STS says no more than this, whatever the reason: a wrong external id looks like a role that is not there. */
    private static AwsError denied(Question question, String reason) {
        var call = question.call();
        return switch (call.service()) {
            case STS -> new AwsError("AccessDenied", beginning(call, question.action()) + onResource(question), 403);
            case SQS -> new AwsError("AccessDeniedException", beginning(call, action(question)) + reason, 400);
            case SNS -> new AwsError("AuthorizationError", beginning(call, question.action()) + reason, 403);
            case RDS, REDSHIFT, IAM, S3 ->
                new AwsError("AccessDenied", beginning(call, question.action()) + reason, 403);
            case LAMBDA, EFS, BACKUP ->
                new AwsError("AccessDeniedException", beginning(call, question.action()) + reason, 403);
            case EC2 -> CommonErrors.unauthorized(beginning(call, question.action()) + reason);
            default -> AwsError.denied(beginning(call, question.action()) + reason);
        };
    }

    private static String beginning(Call call, String action) {
        return "User: " + call.caller().arn() + " is not authorized to perform: " + action;
    }

    /** SQS writes actions in lower case. */
    private static String action(Question question) {
        return question.call().service() == Service.SQS
                ? question.action().toLowerCase(Locale.ROOT)
                : question.action();
    }

    private static String onResource(Question question) {
        var arn = question.target().arn();
        var named = !arn.equals("*") || NAMING_ANY.contains(question.call().service());
        return named ? " on resource: " + arn : "";
    }

    private static boolean isHidden(Question question) {
        return question.key().isPresent() && question.isForeign();
    }

    private static boolean isNamedByCiphertext(Call call) {
        return call.text("CiphertextBlob").isPresent()
                && call.text("KeyId").or(() -> call.text("SourceKeyId")).equals(Optional.empty());
    }

    /** The kinds of policies that can stand in the way. */
    enum Kind {
        IDENTITY("an ", "identity-based policy"),
        RESOURCE("a ", "resource-based policy"),
        SESSION("a ", "session policy"),
        BOUNDARY("a ", "permissions boundary");

        private final String article;
        private final String text;

        Kind(String article, String text) {
            this.article = article;
            this.text = text;
        }

        String text() {
            return text;
        }

        String in() {
            return article + text;
        }
    }
}
