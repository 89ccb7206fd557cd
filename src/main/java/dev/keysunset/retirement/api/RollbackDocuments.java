package dev.keysunset.retirement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.Advice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Explanation;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.RestoredMember;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.rollbacks.RollbackExplanations.Explained;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Rollbacks as they stand in JSON. All times are domain time. */
final class RollbackDocuments {
    private RollbackDocuments() {}

    /** How far a rollback has come. */
    public enum RollbackState {
        /** Members are being brought back. */
        RESTORING,
        /** AWS does not let them be brought back; it is tried again for ever. */
        STUCK,
        /** Nothing is left that this service would bring back; {@code ended} says whether every member is as it was found. */
        ENDED
    }

    /** One rollback: what set it off, what it came to, who felt it, and how far its review is. */
    public record RollbackDocument(
            UUID id, UUID retirementId, @JsonUnwrapped Course course, Brief calls, RollbackReview.Review review) {
        static RollbackDocument of(RollbackReview review, Explanation.Brief brief) {
            return new RollbackDocument(
                    review.id(), review.retirementId(), Course.of(review.course()), Brief.of(brief), review.review());
        }
    }

    /** {@code stuck} is there while members cannot be restored, {@code ended} once it is over. */
    public record Course(RollbackState state, Opened opened, Optional<Ended> ended, Optional<Stuck> stuck) {
        static Course of(RollbackReview.Course course) {
            var opened = course.opened();
            return new Course(
                    course.ended().isPresent()
                            ? RollbackState.ENDED
                            : course.stuck().isPresent() ? RollbackState.STUCK : RollbackState.RESTORING,
                    new Opened(opened.at(), opened.because(), opened.detail()),
                    course.ended().map(Ended::of),
                    course.stuck().map(stuck -> new Stuck(stuck.since(), stuck.because(), stuck.commands())));
        }
    }

    /** What set it off. */
    public record Opened(Instant at, Cause because, String detail) {}

    /**
     * What it came to: {@code restored} where every member is as it was found. Where not, {@code detail} names those that are gone,
     * or were left as somebody else made them; {@code DELETED} says that all are gone.
     */
    public record Ended(Instant at, StateName outcome, boolean restored, String detail) {
        static Ended of(RollbackReview.Ended ended) {
            return new Ended(ended.at(), ended.outcome(), ended.restored(), ended.detail());
        }
    }

    /** Why it does not get on; {@code commands} bring the members back by hand, in this order. */
    public record Stuck(Instant since, String because, List<String> commands) {}

    /** The calls that needed a member, and the first success of anybody after the last of them. */
    public record Brief(long count, Optional<Instant> first, Optional<Instant> last, Optional<Instant> firstSuccess) {
        static Brief of(Explanation.Brief brief) {
            var calls = brief.calls();
            return new Brief(calls.count(), calls.first(), calls.last(), brief.firstSuccess());
        }
    }

    /** A rollback with all that explains it. */
    public record ExplainedRollback(@JsonUnwrapped RollbackDocument rollback, ExplanationDocument explanation) {}

    /** Made from the records of now: later ones change it. */
    public record ExplanationDocument(
            OutageDocument outage,
            List<MemberDocument> members,
            List<UserDocument> users,
            List<ResourceDocument> resources,
            List<AdviceDocument> advice) {
        static ExplanationDocument of(Explained explained, Advice general) {
            var explanation = explained.explanation();
            return new ExplanationDocument(
                    OutageDocument.of(explanation.outage()),
                    explanation.members().stream().map(MemberDocument::of).toList(),
                    explanation.users().stream().map(UserDocument::of).toList(),
                    explanation.resources().stream().map(ResourceDocument::of).toList(),
                    Stream.concat(
                                    explained.advised().stream()
                                            .map(advised -> AdviceDocument.of(advised.advice(), advised.resources())),
                                    Stream.of(AdviceDocument.of(general, List.of())))
                            .toList());
        }
    }

    /** From the first failed call until everybody who had one was served again; {@code until} is absent before that. */
    public record OutageDocument(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Duration> length,
            Optional<Instant> firstSuccess,
            List<String> notSeenWorking) {
        static OutageDocument of(Explanation.Outage outage) {
            return new OutageDocument(
                    outage.from(), outage.until(), outage.length(), outage.firstSuccess(), outage.notSeenWorking());
        }
    }

    /** When a member became usable again; nothing where nothing of the kind was needed, or has succeeded yet. */
    public record MemberDocument(
            String keyArn, String foundState, Optional<Instant> cancelledAt, Optional<Instant> enabledAt) {
        static MemberDocument of(RestoredMember member) {
            KeyState found = member.foundState();
            return new MemberDocument(
                    member.keyArn().toString(), found.awsName(), member.cancelledAt(), member.enabledAt());
        }
    }

    /** A workload: a principal without its sessions' names, and the AWS service it called through. */
    public record UserDocument(
            String principal,
            Optional<String> service,
            @JsonUnwrapped Brief calls,
            List<String> operations,
            List<String> sourceAddresses) {
        static UserDocument of(Explanation.User user) {
            return new UserDocument(
                    user.principal(),
                    user.service(),
                    Brief.of(new Explanation.Brief(user.calls(), user.firstSuccess())),
                    user.operations(),
                    user.sourceAddresses());
        }
    }

    /** What was worked on: a key of the encryption context and its value. */
    public record ResourceDocument(
            String kind, String name, long count, Optional<Instant> first, Optional<Instant> last) {
        static ResourceDocument of(Explanation.Resource resource) {
            var calls = resource.calls();
            return new ResourceDocument(resource.kind(), resource.name(), calls.count(), calls.first(), calls.last());
        }
    }

    /** What to check and to repeat, now that the key is usable; {@code source} says how well that is known. */
    public record AdviceDocument(
            String service,
            List<String> resources,
            String comesBack,
            String check,
            @JsonUnwrapped Rest rest) {
        static AdviceDocument of(Advice advice, List<Explanation.Resource> resources) {
            return new AdviceDocument(
                    advice.service(),
                    resources.stream()
                            .map(Explanation.Resource::name)
                            .distinct()
                            .toList(),
                    advice.comesBack(),
                    advice.check(),
                    new Rest(advice.repeat(), advice.source()));
        }

        /** What to repeat, and where all of it is known from. */
        public record Rest(String repeat, String source) {}
    }
}
