package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/** What a key policy means for the retirement of its key: whom it admits, and what it forbids until when. */
final class KeyPolicyReview {
    private KeyPolicyReview() {}

    static Stream<Finding> admitted(KeyArn keyArn, KeyPolicyFacts.Admitted admitted) {
        var principals = admitted.principals().isEmpty()
                ? Stream.<Finding>empty()
                : Stream.of(new Finding(
                        outsiders(keyArn, admitted.principals()) ? Severity.WARNING : Severity.INFO,
                        Finding.Kind.KEY_POLICY,
                        keyArn,
                        "Its key policy admits " + String.join(", ", admitted.principals()) + ".",
                        "Ask them; resources of other accounts are not looked at."));
        var services = admitted.viaServices().isEmpty()
                ? Stream.<Finding>empty()
                : Stream.of(new Finding(
                        Severity.INFO,
                        Finding.Kind.KEY_POLICY,
                        keyArn,
                        "Its key policy is made for use through " + String.join(", ", admitted.viaServices())
                                + " (kms:ViaService).",
                        "Look there for what was encrypted with it."));
        return Stream.concat(principals, services);
    }

    static Stream<Finding> guardrails(MemberFacts facts, KeyPolicyFacts.Guards guards, Policy policy, Instant now) {
        var waiting = guards.trailingDays()
                .flatMap(days -> notBefore(facts.usage(), days)
                        .filter(date -> date.isAfter(now))
                        .map(date -> new Finding(
                                Severity.WARNING,
                                Finding.Kind.GUARDRAIL,
                                facts.keyArn(),
                                "Its key policy denies DisableKey and ScheduleKeyDeletion until it was unused for more than "
                                        + days + " whole days (kms:TrailingDaysWithoutKeyUsage): it may be disabled on "
                                        + date.atOffset(ZoneOffset.UTC).toLocalDate() + " at the earliest.",
                                "Nothing to do: the step waits until " + date + ". A use begins the count anew.")));
        var tooShort = guards.minPendingWindowInDays()
                .filter(days -> days > policy.pendingWindowInDays())
                .map(days -> new Finding(
                        Severity.BLOCKER,
                        Finding.Kind.PENDING_WINDOW_GUARDRAIL,
                        facts.keyArn(),
                        "Its key policy demands a pending window of at least " + days + " days; the policy has "
                                + policy.pendingWindowInDays() + ".",
                        "Submit it under a policy with a longer pending window."));
        return Stream.concat(waiting.stream(), tooShort.stream());
    }

    /** "Used within N days" includes day N: the first allowed moment is N + 1 whole days after the last use. */
    static Optional<Instant> notBefore(Usage usage, int trailingDays) {
        return usage.idleSince().map(since -> since.plus(Duration.ofDays(trailingDays + 1L)));
    }

    private static boolean outsiders(KeyArn keyArn, SortedSet<String> principals) {
        return principals.stream()
                .anyMatch(
                        principal -> !principal.contains(keyArn.accountId()) && !principal.endsWith(".amazonaws.com"));
    }
}
