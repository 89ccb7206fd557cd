package dev.keysunset.console.oncall;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Words;
import dev.keysunset.core.Advice;
import dev.keysunset.core.RootCause;
import dev.keysunset.retirement.api.RetirementDocument;
import dev.keysunset.retirement.rollbacks.RollbackExplanations.Explained;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.view.RetirementQueries.TimelineEntry;
import dev.keysunset.watch.sightings.RecordsResource.RecordDocument;
import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One rollback, explained.
 *
 * @param general what to check whoever needed the key
 */
public record RollbackPage(
        Frame frame, Subject subject, Explained explained, Advice general, Evidence evidence, Review review)
        implements TemplateInstance {

    /** What was rolled back, and how far that has come. */
    public record Subject(RollbackReview rollback, RetirementDocument retirement) {
        /** It has ended, and every key is as it was found. */
        public boolean restored() {
            return rollback.course()
                    .ended()
                    .filter(RollbackReview.Ended::restored)
                    .isPresent();
        }

        /** It has ended, and no key is left. */
        public boolean destroyed() {
            return rollback.course()
                    .ended()
                    .filter(RollbackReview.Ended::destroyed)
                    .isPresent();
        }
    }

    /** The records that say so, latest first, and what the service did since, oldest first. */
    public record Evidence(List<RecordDocument> records, List<Deed> done) {}

    /** What was done once or, where AWS does not let it through, again and again. */
    public record Deed(TimelineEntry first, int times, Instant last) {
        /** Each call has one of its own, and AWS names it in its refusal. */
        private static final Pattern SESSION = Pattern.compile("keysunset\\.[0-9a-f-]{36}");

        /** In the order in which each was first done. */
        static List<Deed> of(Stream<TimelineEntry> entries) {
            var deeds = new LinkedHashMap<List<Object>, Deed>();
            entries.forEach(entry -> deeds.merge(
                    List.of(
                            entry.told().kind(),
                            entry.told().to(),
                            entry.told().actor(),
                            SESSION.matcher(Words.timeless(entry.told().detail()))
                                    .replaceAll("")),
                    new Deed(entry, 1, entry.at()),
                    (before, again) -> new Deed(before.first(), before.times() + 1, again.last())));
            return List.copyOf(deeds.values());
        }
    }

    /**
     * What this person can do, or why not.
     *
     * @param assignees whom they can give it to
     */
    public record Review(
            Optional<Shut> comment, List<String> assignees, Optional<Shut> acknowledge, Optional<Shut> resolve) {
        /** What a rollback can turn out to be. */
        public List<RootCause> rootCauses() {
            return List.of(RootCause.values());
        }
    }
}
