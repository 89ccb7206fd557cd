package dev.keysunset.watch.archive;

import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.TrailArchive;
import dev.keysunset.engine.TrailArchive.Answer;
import dev.keysunset.engine.TrailArchive.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One step of a place's query: begin it, look how far it has come, or read what it found. No step waits for Athena. The query stands
 * in the database before AWS hears of it, and AWS never begins one twice under the same token: a crash costs nothing but time.
 */
@ApplicationScoped
class ArchiveAsking {
    private static final Logger LOG = Logger.getLogger(ArchiveAsking.class);

    /** Athena's word for what is wrong with a question, and ours for an account that is not open (Athena API). */
    private static final Set<String> LASTING = Set.of("InvalidRequestException", "NotConfigured");

    /** In domain time. */
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    /** What a query has read is billed, whether it comes to its end or not. */
    private static final Duration AFTER_QUERY = Duration.ofDays(1);

    private final QueryStore queries;
    private final AskedCreators creators;
    private final TrailArchive archive;
    private final ArchiveMetrics metrics;
    private final ArchiveSettings settings;

    ArchiveAsking(
            QueryStore queries,
            AskedCreators creators,
            TrailArchive archive,
            ArchiveMetrics metrics,
            ArchiveSettings settings) {
        this.queries = queries;
        this.creators = creators;
        this.archive = archive;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Where an archive holds the place's records and it is this replica's turn. */
    void run(Place place) {
        archive.since(place)
                .filter(_ -> queries.take(place))
                .ifPresent(since ->
                        queries.underWay(place).or(() -> begin(place, since)).ifPresent(this::step));
    }

    private Optional<ArchiveQuery> begin(Place place, LocalDate since) {
        var begun = queries.begin(place, since);
        begun.ifPresent(creators::join);
        return begun;
    }

    private void step(ArchiveQuery query) {
        query.executionId().ifPresentOrElse(id -> look(query, id), () -> start(query));
    }

    private void start(ArchiveQuery query) {
        var question = query.question(queries.askedFor(query.place()), creators.askedFor(query.place()));
        switch (archive.start(question)) {
            case Reading.Read<String>(var executionId) -> {
                queries.started(query, executionId);
                LOG.infof(
                        "place=%s execution=%s the archive is asked for uses from %s to %s",
                        query.place(),
                        executionId,
                        query.range().from(),
                        query.range().to());
            }
            case Reading.Absent<String> _ -> throw new IllegalStateException("a query is begun or not");
            case Reading.Unreadable<String> failed -> failed(query, failed);
        }
    }

    private void look(ArchiveQuery query, String executionId) {
        switch (archive.progress(query.place(), executionId)) {
            case Reading.Read<Progress>(Progress.UnderWay _) -> {
                if (query.overdue()) {
                    stop(query, executionId);
                }
            }
            case Reading.Read<Progress>(Progress.Succeeded(var scannedBytes)) -> read(query, executionId, scannedBytes);
            case Reading.Read<Progress>(Progress.Failed(var why, var scannedBytes)) -> {
                metrics.scanned(query.place(), scannedBytes);
                giveUp(query, why, AFTER_QUERY);
            }
            case Reading.Absent<Progress> _ -> throw new IllegalStateException("a query is known or not");
            case Reading.Unreadable<Progress> failed -> failed(query, failed);
        }
    }

    private void read(ArchiveQuery query, String executionId, long scannedBytes) {
        switch (archive.answer(query.place(), executionId)) {
            case Reading.Read<Answer>(var answer) -> {
                if (queries.finish(query, answer)) {
                    creators.told(query.place(), answer.creations());
                    metrics.scanned(query.place(), scannedBytes);
                    LOG.infof(
                            "place=%s execution=%s scannedBytes=%d the archive has answered: %d users of keys, %d days on record",
                            query.place(),
                            executionId,
                            scannedBytes,
                            answer.uses().size(),
                            answer.recorded().size());
                }
            }
            case Reading.Absent<Answer> _ -> throw new IllegalStateException("an answer is read or not");
            case Reading.Unreadable<Answer> failed -> failed(query, failed);
        }
    }

    private void stop(ArchiveQuery query, String executionId) {
        archive.stop(query.place(), executionId)
                .unreadable()
                .ifPresent(failed -> LOG.warnf(
                        "place=%s execution=%s could not be stopped: %s %s",
                        query.place(), executionId, failed.code(), failed.message()));
        giveUp(query, "the query took longer than " + settings.patience() + " and was stopped", AFTER_QUERY);
    }

    /** What may pass by itself is tried again with the same query; anything else needs somebody, or a new one. */
    private void failed(ArchiveQuery query, Reading.Unreadable<?> failed) {
        var why = failed.call() + ": " + failed.code() + " " + failed.message();
        if (failed.denied() || LASTING.contains(failed.code()) || query.overdue()) {
            giveUp(query, why, AFTER_REFUSAL);
        } else {
            queries.trouble(query, why);
        }
    }

    private void giveUp(ArchiveQuery query, String why, Duration askAgainAfter) {
        LOG.warnf("place=%s the archive was not read: %s", query.place(), why);
        queries.giveUp(query, why, askAgainAfter);
        creators.leave(query.place());
    }
}
