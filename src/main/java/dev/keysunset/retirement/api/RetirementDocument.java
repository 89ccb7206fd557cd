package dev.keysunset.retirement.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.StateName;
import dev.keysunset.core.Window;
import dev.keysunset.retirement.view.RetirementView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A retirement as it stands in JSON. All times are domain time. */
public record RetirementDocument(
        @JsonUnwrapped Subject subject,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Evidence evidence,
        @JsonUnwrapped Request request,
        @JsonUnwrapped Handle handle) {

    /** What it is about. */
    public record Subject(UUID id, List<MemberDocument> members, List<String> aliases, String accountId) {}

    /**
     * One key.
     *
     * @param keyState AWS's name of its state as last read; {@code NotFound} once it is gone
     * @param foundState as found at submission; a rollback goes back to it
     */
    public record MemberDocument(String keyArn, String keyState, String foundState, KeyFacts.Role role) {}

    /** Where it is, and what it waits for. */
    public record Standing(
            StateName state,
            Instant since,
            Optional<Instant> nextStepAt,
            List<AttentionDocument> attention,
            Optional<RetirementView.Hold> hold) {}

    /** A wait for a person or the end of a fault. */
    public record AttentionDocument(Attention.Kind kind, Instant since, String detail, String remedy) {}

    /** What the watch says. */
    public record Evidence(
            Optional<VerdictDocument> verdict, Optional<Window> window, Optional<Instant> deletionDate) {}

    /** What was asked for. */
    public record Request(
            PolicyName policy, String submittedBy, Instant submittedAt, String reason, Optional<String> ticket) {}

    /** The version of a policy that was pinned at submission. */
    public record PolicyName(String name, int version) {}

    /** How to go on from here: {@code version} is what If-Match names. */
    public record Handle(
            long version, @JsonProperty("_links") Map<String, Link> links) {}
}
