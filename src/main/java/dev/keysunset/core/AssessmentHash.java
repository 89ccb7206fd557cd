package dev.keysunset.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The name of one set of facts. */
final class AssessmentHash {
    private AssessmentHash() {}

    /**
     * Everything people decided on. The key state is left out: our own effects change it, and every state of the lifecycle
     * checks it for itself.
     */
    static String of(Gate gate, List<MemberFacts> facts, Policy policy, HistoryReview history) {
        var exemptionTag = policy.safety().exemptionTag();
        var text = new StringBuilder(gate.name());
        for (var member : facts) {
            text.append('\n').append(member.keyArn());
            text.append('\n').append(told(member.usage()));
            text.append('\n').append(member.described().key().found().map(KeyFacts::kind));
            text.append('\n').append(member.surroundings().aliases());
            text.append('\n').append(sortedGrants(member));
            text.append('\n')
                    .append(member.surroundings().tags().found().map(tags -> tags.getOrDefault(exemptionTag, "")));
            text.append('\n').append(member.surroundings().keyPolicy());
            text.append('\n').append(DependantReview.fingerprint(member.dependants()));
            text.append('\n').append(WayBackProof.standing(member));
            history.fingerprint(member).ifPresent(told -> text.append('\n').append(told));
            ArchiveReview.fingerprint(member)
                    .ifPresent(told -> text.append('\n').append(told));
            if (gate == Gate.DISABLE) {
                WindowReview.tooShortFor(member, policy.observationWindow())
                        .ifPresent(days -> text.append('\n').append(days));
            }
        }
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The same refusal need not come in the same words twice. */
    private static String told(Usage usage) {
        return usage instanceof Usage.Unreadable(var code, var _) ? "Unreadable " + code : usage.toString();
    }

    private static String sortedGrants(MemberFacts member) {
        return member.surroundings().grants().found().stream()
                .flatMap(List::stream)
                .map(Objects::toString)
                .sorted()
                .collect(Collectors.joining(";"));
    }
}
