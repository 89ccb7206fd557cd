package dev.keysunset.retirement.api;

import dev.keysunset.core.Lifecycle;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.Tempo;
import dev.keysunset.core.Verdict;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Watch;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes documents of retirements, with the verdict of now: for the API, and for the pages that are drawn from it. */
@ApplicationScoped
public class Documents {
    private final RetirementQueries queries;
    private final Watch watch;
    private final Clocks clocks;
    private final Tempo tempo;

    Documents(RetirementQueries queries, Watch watch, Clocks clocks, Tempo tempo) {
        this.queries = queries;
        this.watch = watch;
        this.clocks = clocks;
        this.tempo = tempo;
    }

    public RetirementView required(UUID id) {
        return queries.get(id).orElseThrow(() -> RetirementProblems.notFound(id));
    }

    /** What the feeds have shown since the watch began; nothing before that. */
    public WatchFacts seen(Retirement retirement) {
        return watchedSince(retirement)
                .map(since -> watch.facts(retirement, since))
                .orElse(WatchFacts.NOTHING);
    }

    /** Since the first DisableKey became possible; of an ended retirement, since its submission. */
    public static Optional<Instant> watchedSince(Retirement retirement) {
        return switch (retirement.state()) {
            case RetirementState.Watched watched -> Optional.of(watched.watchedSince());
            case RetirementState.RolledBack rolledBack -> Optional.of(rolledBack.watchedSince());
            case RetirementState.Deleted _ ->
                Optional.of(retirement.submission().at());
            default -> Optional.empty();
        };
    }

    Optional<Verdict> verdict(Retirement retirement, WatchFacts seen) {
        return Lifecycle.verdict(retirement, seen, tempo, clocks.domain().now());
    }

    public RetirementDocument of(RetirementView view) {
        return of(List.of(view)).getFirst();
    }

    /** What their feeds have shown is read once for all of them. */
    @Transactional
    public List<RetirementDocument> of(List<RetirementView> views) {
        var asked = views.stream()
                .filter(view -> view.window().isPresent())
                .map(RetirementView::retirement)
                .flatMap(retirement ->
                        watchedSince(retirement).map(since -> new Watch.Asked(retirement, since)).stream())
                .toList();
        var seen = watch.facts(asked);
        return views.stream()
                .map(view -> of(
                        view,
                        Optional.ofNullable(seen.get(view.retirement().id()))
                                .flatMap(facts -> verdict(view.retirement(), facts))))
                .toList();
    }

    private RetirementDocument of(RetirementView view, Optional<Verdict> verdict) {
        var retirement = view.retirement();
        return new RetirementDocument(
                subject(view),
                standing(view),
                new RetirementDocument.Evidence(verdict.map(VerdictDocument::of), view.window(), view.deletionDate()),
                request(view),
                new RetirementDocument.Handle(view.progress().version(), Links.of(view, touched(retirement))));
    }

    private boolean touched(Retirement retirement) {
        return switch (retirement.state().name()) {
            case SUBMITTED, AWAITING_DISABLE_APPROVAL -> false;
            case DISABLING -> !queries.effects(retirement.id()).isEmpty();
            default -> true;
        };
    }

    private static RetirementDocument.Subject subject(RetirementView view) {
        var members = view.members().stream()
                .map(member -> new RetirementDocument.MemberDocument(
                        member.keyArn().toString(), member.keyState(), member.foundState(), member.role()))
                .toList();
        return new RetirementDocument.Subject(
                view.retirement().id(), members, view.aliases(), view.request().accountId());
    }

    private static RetirementDocument.Standing standing(RetirementView view) {
        var attention = view.attention().stream()
                .map(waiting -> new RetirementDocument.AttentionDocument(
                        waiting.kind(), waiting.since(), waiting.detail(), waiting.remedy()))
                .toList();
        return new RetirementDocument.Standing(
                view.retirement().state().name(),
                view.retirement().standing().since(),
                view.progress().nextStepAt(),
                attention,
                view.progress().hold());
    }

    private static RetirementDocument.Request request(RetirementView view) {
        var policy = view.retirement().policy().name();
        var submission = view.retirement().submission();
        return new RetirementDocument.Request(
                new RetirementDocument.PolicyName(policy.name(), policy.version()),
                submission.by(),
                submission.at(),
                view.request().reason(),
                view.request().ticket());
    }
}
