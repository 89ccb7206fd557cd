package dev.keysunset.aws.feeds;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.EventHistory;
import dev.keysunset.engine.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** LookupEvents, where the place's quota has room to spare (CloudTrail API, LookupEvents: the last 90 days, without a trail). */
@ApplicationScoped
public class EventHistoryReading implements EventHistory {
    private final Reads reads;
    private final Clients clients;
    private final LookupEventsReading lookup;

    public EventHistoryReading(Reads reads, Clients clients, LookupEventsReading lookup) {
        this.reads = reads;
        this.clients = clients;
        this.lookup = lookup;
    }

    @Override
    public Reading<String> record(Place place, String eventId) {
        var question = new LookupQuestion(LookupAttributeKey.EVENT_ID, eventId);
        return switch (reads.reading(() -> reads.spare(place, Api.LOOKUP_EVENTS, () -> found(place, question)))) {
            case Reading.Read<Optional<String>>(var record) ->
                record.map(Reading::read).orElseGet(Reading.Absent::new);
            case Reading.Absent<Optional<String>> _ -> new Reading.Absent<>();
            case Reading.Unreadable<Optional<String>>(var call, var code, var message) ->
                new Reading.Unreadable<>(call, code, message);
        };
    }

    @Override
    public Reading<Trail.Page> read(Place place, Trail.Query query, Optional<String> token) {
        var questions = LookupQuestion.in(query, false);
        return reads.reading(() ->
                reads.spare(place, Api.LOOKUP_EVENTS, () -> lookup.asked(place, questions, query.range(), token)));
    }

    private Optional<String> found(Place place, LookupQuestion question) {
        return clients
                .cloudTrail(place)
                .lookupEvents(request -> request.lookupAttributes(question.attribute()))
                .events()
                .stream()
                .filter(event -> question.value().equals(event.eventId()))
                .flatMap(event -> Stream.ofNullable(event.cloudTrailEvent()))
                .findFirst();
    }
}
