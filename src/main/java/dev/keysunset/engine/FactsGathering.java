package dev.keysunset.engine;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Assessor;
import dev.keysunset.core.Described;
import dev.keysunset.core.Facts;
import dev.keysunset.core.Gate;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Lifecycle;
import dev.keysunset.core.MemberFacts;
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
import java.util.Set;
import java.util.TreeSet;

/** Reads what a decision in the present state rests on, and no more: every read costs somebody's quota. */
@ApplicationScoped
public class FactsGathering {
    private final Keys keys;
    private final Watch watch;
    private final Journal journal;
    private final Restraints restraints;
    private final Tempo tempo;

    public FactsGathering(Keys keys, Watch watch, Journal journal, Restraints restraints, Tempo tempo) {
        this.keys = keys;
        this.watch = watch;
        this.journal = journal;
        this.restraints = restraints;
        this.tempo = tempo;
    }

    Facts gather(Retirement retirement, Instant now) {
        var gate = retirement.state().name().gate();
        var described = retirement.members().stream()
                .map(member -> new Described(member.keyArn(), keys.describe(member.keyArn())))
                .toList();
        var assessment = gate.map(asked -> assess(retirement, described, asked, now));
        var observed = new Facts.Observed(described, assessment, answering(retirement.state(), described));
        var seen = watch(retirement, now);
        // Last, so that people's words and effects are as fresh as they can be when they are judged.
        var remembered = journal.remembered(retirement.id());
        return new Facts(observed, remembered, seen, gate.isPresent() ? restraints.on(retirement) : List.of());
    }

    private Assessment assess(Retirement retirement, List<Described> described, Gate gate, Instant now) {
        var facts = described.stream()
                .map(member ->
                        new MemberFacts(member, keys.lastUsage(member.keyArn()), keys.surroundings(member.keyArn())))
                .toList();
        return new Assessor(retirement.policy(), retirement.members(), gate, now).assess(facts);
    }

    private Set<Place> answering(RetirementState state, List<Described> described) {
        var answering = new TreeSet<Place>();
        if (state instanceof RetirementState.PendingDeletion) {
            for (var member : described) {
                var place = member.keyArn().place();
                if (member.key() instanceof Reading.Absent && !answering.contains(place) && keys.answers(place)) {
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
                yield Lifecycle.wantsSweep(retirement, seen, tempo, now)
                        ? sweep(retirement, watched.watchedSince(), now)
                        : seen;
            }
            case RetirementState.RolledBack rolledBack -> watch.facts(retirement, rolledBack.watchedSince());
            default -> WatchFacts.NOTHING;
        };
    }

    private WatchFacts sweep(Retirement retirement, Instant watchedSince, Instant now) {
        var made = watch.sweep(retirement, new Interval(watchedSince, now));
        // Read again: what the sweep found is committed by now and must speak before it does.
        return watch.facts(retirement, watchedSince).with(made);
    }
}
