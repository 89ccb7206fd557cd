package dev.keysunset.watch.uses;

import dev.keysunset.core.Interval;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.EventHistory;
import dev.keysunset.engine.KeyCreators;
import dev.keysunset.engine.KeyCreators.Creation;
import dev.keysunset.engine.KeyCreators.Ownerless;
import dev.keysunset.engine.Trail;
import dev.keysunset.watch.records.PrincipalKind;
import dev.keysunset.watch.records.UseReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for the CreateKey record of keys without an owner: what changes a key is listed under its ARN (CloudTrail API, LookupEvents).
 * What a service made by itself names no person to ask.
 */
@ApplicationScoped
class CreatorSearch implements Asking {
    private static final String CREATION = "CreateKey";

    /** Between the call's time and the key's own. */
    private static final Duration APART = Duration.ofMinutes(5);

    private final KeyCreators creators;
    private final EventHistory history;
    private final UseReader reader;
    private final AskingTurns turns;
    private final UseSettings settings;

    CreatorSearch(
            KeyCreators creators, EventHistory history, UseReader reader, AskingTurns turns, UseSettings settings) {
        this.creators = creators;
        this.history = history;
        this.reader = reader;
        this.turns = turns;
        this.settings = settings;
    }

    @Override
    public AskingTurns.Work work() {
        return AskingTurns.Work.CREATORS;
    }

    /** One key. */
    @Override
    public void run(Place place) {
        creators.next(place)
                .filter(_ -> turns.take(place, AskingTurns.Work.CREATORS))
                .ifPresent(key -> ask(key, Optional.empty(), settings.pagesATurn()));
    }

    private void ask(Ownerless key, Optional<String> token, int pages) {
        var around = new Interval(key.created().minus(APART), key.created().plus(APART));
        switch (history.read(key.keyArn().place(), Trail.Query.of(key.keyArn(), around), token)) {
            case Reading.Read<Trail.Page>(var page) -> read(key, page, pages - 1);
            case Reading.Unreadable<Trail.Page> failed ->
                turns.failed(key.keyArn().place(), AskingTurns.Work.CREATORS, failed);
            case Reading.Absent<Trail.Page> _ -> throw new IllegalStateException("a page is read or not");
        }
    }

    /** The latest calls come first, and this is the earliest of all: whoever makes a key may use it at once, for a whole fleet. */
    private void read(Ownerless key, Trail.Page page, int pagesLeft) {
        var creation = creation(key, page);
        if (creation.isPresent()) {
            creators.found(key.keyArn(), creation.get());
        } else if (page.nextToken().isPresent() && pagesLeft > 0) {
            ask(key, page.nextToken(), pagesLeft);
        } else {
            creators.notFound(key.keyArn());
        }
    }

    private Optional<Creation> creation(Ownerless key, Trail.Page page) {
        return page.records().stream()
                .flatMap(record -> reader.read(key.keyArn(), record).found().stream())
                .filter(call -> call.operation().equals(CREATION))
                .filter(call -> !call.by().kind().equals(PrincipalKind.SERVICE.name()))
                .map(call -> new Creation(call.by().principal(), call.record()))
                .findFirst();
    }
}
