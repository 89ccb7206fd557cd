package dev.keysunset.aws.feeds;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.AwsNow;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/**
 * Reads CloudTrail's event history by event source: AWS promises entries under a key's ARN only for calls that change the key
 * (KMS Developer Guide, logging), not for the failed cryptographic calls that a watch lives on.
 */
@ApplicationScoped
public class LookupEventsReading {
    /** What is asked for, as a text for the configuration hash. */
    static final String ASKED = "EventSource=kms.amazonaws.com";

    /** The most AWS gives (CloudTrail API, LookupEvents). */
    private static final int PAGE = 50;

    private final Reads reads;
    private final Clients clients;
    private final AwsNow awsNow;

    public LookupEventsReading(Reads reads, Clients clients, AwsNow awsNow) {
        this.reads = reads;
        this.clients = clients;
        this.awsNow = awsNow;
    }

    Trail.Page page(Place place, List<LookupQuestion> questions, Interval range, Optional<String> token) {
        return reads.answer(place, Api.LOOKUP_EVENTS, () -> asked(place, questions, range, token));
    }

    /** The call itself, for whoever has the place's turn. */
    Trail.Page asked(Place place, List<LookupQuestion> questions, Interval range, Optional<String> token) {
        var bookmark = LookupQuestion.Bookmark.of(token);
        var question = questions.get(Math.min(bookmark.question(), questions.size() - 1));
        var answer = clients.cloudTrail(place)
                .lookupEvents(request -> request.lookupAttributes(question.attribute())
                        .startTime(Millis.floor(range.from()))
                        .endTime(lastInside(range))
                        .maxResults(PAGE)
                        .nextToken(bookmark.token().orElse(null)));
        var records =
                answer.events().stream().flatMap(LookupEventsReading::text).toList();
        var next = bookmark.after(Optional.ofNullable(answer.nextToken()), questions.size());
        return new Trail.Page(records, next, awsNow.of(answer));
    }

    /** AWS includes both ends; the interval does not include its own. */
    private static Instant lastInside(Interval range) {
        return Millis.ceiling(range.to()).minusMillis(1);
    }

    private static Stream<String> text(Event event) {
        return Stream.ofNullable(event.cloudTrailEvent());
    }
}
