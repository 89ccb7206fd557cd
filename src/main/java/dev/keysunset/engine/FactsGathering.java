package dev.keysunset.engine;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Assessor;
import dev.keysunset.core.Described;
import dev.keysunset.core.Facts;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Lifecycle;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RetirementState.Watched;
import dev.keysunset.core.Tempo;
import dev.keysunset.core.WatchFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a decision in the present state rests on, and no more: every read costs somebody's quota. */
@ApplicationScoped
public class FactsGathering {
    private final FamilyReading family;
    private final Watch watch;
    private final Remembering remembering;
    private final Restraints restraints;
    private final Tempo tempo;

    public FactsGathering(
            FamilyReading family, Watch watch, Remembering remembering, Restraints restraints, Tempo tempo) {
        this.family = family;
        this.watch = watch;
        this.remembering = remembering;
        this.restraints = restraints;
        this.tempo = tempo;
    }

    Facts gather(Claim claim, Instant now) {
        var retirement = claim.retirement();
        var gate = retirement.state().name().gate();
        var described = family.describe(claim);
        var assessment = gate.map(asked -> assess(claim, described, asked, now));
        var observed = new Facts.Observed(described, assessment, answering(retirement.state(), described));
        var seen = watch(retirement, now);
        // Last, so that people's words and effects are as fresh as they can be when they are judged.
        var remembered = remembering.of(retirement.id());
        return new Facts(observed, remembered, seen, gate.isPresent() ? restraints.on(retirement) : List.of());
    }

    private Assessment assess(Claim claim, List<Described> described, Gate gate, Instant now) {
        var retirement = claim.retirement();
        var facts = family.facts(claim, described);
        return new Assessor(retirement.policy(), retirement.members(), gate, now, watch.footings(retirement.places()))
                .assess(facts, family.earlierRollbacks(described));
    }

    private Set<Place> answering(RetirementState state, List<Described> described) {
        var answering = new TreeSet<Place>();
        if (state instanceof RetirementState.PendingDeletion) {
            for (var member : described) {
                var place = member.keyArn().place();
                if (member.key() instanceof Reading.Absent && !answering.contains(place) && family.answers(place)) {
                    answering.add(place);
                }
            }
        }
        return answering;
    }

    private WatchFacts watch(Retirement retirement, Instant now) {
        return switch (retirement.state()) {
            case Watched watched -> {
                var seen = watch.facts(retirement, watched.watchedSince());
                yield Lifecycle.wantsSweep(retirement, seen, tempo, now) ? sweep(retirement, watched, now) : seen;
            }
            case RetirementState.RolledBack rolledBack -> {
                var seen = watch.facts(retirement, rolledBack.watchedSince());
                seen.newestNeed().ifPresent(needed -> watch.lookForSuccess(retirement, needed));
                yield seen;
            }
            default -> WatchFacts.NOTHING;
        };
    }

    private WatchFacts sweep(Retirement retirement, Watched watched, Instant now) {
        var watchedSince = watched.watchedSince();
        var made = watch.sweep(retirement, new Interval(beginning(retirement, watched, now), now));
        // Read again: what the sweep found is committed by now and must speak before it does.
        return watch.facts(retirement, watchedSince).with(made);
    }

    /** From the disabling on, as far as that can still be read; what lies before a window that began anew is lost for good. */
    private Instant beginning(Retirement retirement, Watched watched, Instant now) {
        var since = watched.watchedSince();
        var footings = watch.footings(retirement.places());
        var readable = retirement.places().stream()
                .allMatch(place -> footings.stream().anyMatch(feed -> feed.holds(place, since, now)));
        return readable ? since : opening(watched).orElse(since);
    }

    private static Optional<Instant> opening(Watched watched) {
        return switch (watched) {
            case RetirementState.Observing(var _, var window) -> Optional.of(window.opensAt());
            case RetirementState.SchedulingDeletion(var _, var window) -> Optional.of(window.opensAt());
            default -> Optional.empty();
        };
    }
}
