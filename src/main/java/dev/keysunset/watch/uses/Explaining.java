package dev.keysunset.watch.uses;

import dev.keysunset.core.ExplainedUse;
import dev.keysunset.core.LastUse.State;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.EventHistory;
import dev.keysunset.watch.records.UseReader;
import dev.keysunset.watch.uses.UseStore.Due;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks CloudTrail for the records of last uses, one in each place at a time, where nobody else needs the quota. */
@ApplicationScoped
class Explaining implements Asking {
    private static final Logger LOG = Logger.getLogger(Explaining.class);

    /** In domain time. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private static final Duration AFTER_REFUSAL = Duration.ofDays(1);

    private final UseStore store;
    private final EventHistory history;
    private final UseReader reader;
    private final Pace pace;

    Explaining(UseStore store, EventHistory history, UseReader reader, Pace pace) {
        this.store = store;
        this.history = history;
        this.reader = reader;
        this.pace = pace;
    }

    @Override
    public AskingTurns.Work work() {
        return AskingTurns.Work.RECORDS;
    }

    /** One question. */
    @Override
    public void run(Place place) {
        store.next(place, pace.settings()).ifPresent(this::ask);
    }

    private void ask(Due due) {
        switch (history.record(due.keyArn().place(), due.eventId())) {
            case Reading.Read<String>(var record) -> read(due, record);
            case Reading.Absent<String> _ ->
                store.keep(
                        due,
                        State.NOT_FOUND,
                        Optional.empty(),
                        pace.againAfterNothing(due.use().at()));
            case Reading.Unreadable<String> failed
            when failed.code().equals(EventHistory.NO_ROOM) ->
                LOG.debugf("key=%s the record of its last use waits: %s", due.keyArn(), failed.message());
            case Reading.Unreadable<String> failed ->
                store.keep(
                        due,
                        failed.denied() ? State.NOT_PERMITTED : State.WAITING,
                        Optional.of(failed.call() + ": " + failed.code() + " " + failed.message()),
                        pace.now().plus(failed.denied() ? AFTER_REFUSAL : AFTER_FAILURE));
        }
    }

    private void read(Due due, String record) {
        switch (reader.read(due.keyArn(), record)) {
            case Reading.Read<ExplainedUse>(var use) -> {
                store.explain(due, use);
                LOG.infof(
                        "key=%s its last use is explained: %s at %s %s",
                        due.keyArn(), use.operation(), use.at(), use.told());
            }
            case Reading.Unreadable<ExplainedUse> failed ->
                store.keep(
                        due,
                        State.UNREADABLE,
                        Optional.of(failed.message()),
                        pace.now().plus(Pace.LATEST));
            case Reading.Absent<ExplainedUse> _ -> throw new IllegalStateException("a record is read or not");
        }
    }
}
