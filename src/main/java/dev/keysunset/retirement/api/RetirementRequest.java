package dev.keysunset.retirement.api;

import dev.keysunset.retirement.submission.KeyReference;
import dev.keysunset.retirement.submission.Submission;
import dev.keysunset.web.IdempotencyKey;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Spoken;
import java.util.Optional;
import java.util.UUID;

/**
 * A key handed in: {@code keyArn}, or {@code key} as people name it.
 *
 * @param key key ARN or alias ARN; or key id or alias name together with {@code account} and {@code region}
 * @param policy the default one when absent
 * @param plan the id of a plan: the key goes ahead only if it is in there and nothing that matters has changed since
 */
public record RetirementRequest(
        Optional<String> keyArn,
        Optional<String> key,
        Optional<String> account,
        Optional<String> region,
        Optional<String> policy,
        Optional<String> reason,
        Optional<String> ticket,
        Optional<String> plan) {
    private static final int LONGEST_TICKET = 200;

    Submission submission(String by, Optional<IdempotencyKey> idempotencyKey) {
        return new Submission(reference(), policy, grounds(), by, idempotencyKey.map(IdempotencyKey::value));
    }

    private KeyReference reference() {
        if (keyArn.isPresent() == key.isPresent()) {
            throw invalid("key", "Exactly one of keyArn and key names the key.", "Give one of the two.");
        }
        return new KeyReference(keyArn.or(() -> key).orElseThrow().strip(), account, region);
    }

    Submission.Grounds grounds() {
        var given = Spoken.required("reason", reason, "Say why the key can go: approvers decide on it.");
        if (ticket.filter(text -> text.isBlank() || text.length() > LONGEST_TICKET)
                .isPresent()) {
            throw invalid(
                    "ticket", "ticket is not 1 to " + LONGEST_TICKET + " characters.", "Leave it out or name one.");
        }
        return new Submission.Grounds(given, ticket, plan.map(RetirementRequest::planId));
    }

    private static UUID planId(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException _) {
            throw invalid("plan", "plan is not the id of a plan.", "Give the id that the plan was answered with.");
        }
    }

    private static ProblemException invalid(String field, String detail, String remedy) {
        return ProblemKind.INVALID.with(detail, remedy).field(field).exception();
    }
}
