package dev.keysunset.standin.fault;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A rule in force, the calls it has hit, and those it keeps waiting. */
public final class InstalledFault {
    private final int id;
    private final FaultRule rule;
    private final DomainClock clock;
    private final RandomGenerator random;
    private final List<Runnable> held = new ArrayList<>();
    private int met;
    private int hits;

    /** Where a rule stands. */
    public enum Standing {
        /** Its time has not come. */
        WAITING,
        ACTIVE,
        /** It has hit as many calls as it may. */
        SPENT,
        /** Its time has passed. */
        OVER
    }

    InstalledFault(int id, FaultRule rule, DomainClock clock, RandomGenerator random) {
        this.id = id;
        this.rule = rule;
        this.clock = clock;
        this.random = random;
    }

    public int id() {
        return id;
    }

    public FaultRule rule() {
        return rule;
    }

    public int hits() {
        return hits;
    }

    /** How many calls wait here to be released. */
    public int held() {
        return held.size();
    }

    public Standing standing() {
        var limits = rule.limits();
        if (limits.times().isPresent() && hits >= limits.times().getAsInt()) {
            return Standing.SPENT;
        }
        if (limits.isOver(clock.now())) {
            return Standing.OVER;
        }
        return limits.hasBegun(clock.now()) ? Standing.ACTIVE : Standing.WAITING;
    }

    /** How the call log shows a call that this has hit, and the error it ends with. */
    public Disturbance disturbance(FaultKind kind, Call call) {
        return new Disturbance(kind.name(), kind.error(call, rule.details()), kind.reachesService());
    }

    /** Keeps a call until the rule ends or its delay is over; running it carries it out. */
    public void hold(Runnable call) {
        held.add(call);
        rule.details()
                .delay()
                .ifPresent(delay -> clock.at(clock.now().plus(delay), () -> {
                    if (held.remove(call)) {
                        call.run();
                    }
                }));
    }

    /** Carries out the calls that wait here, and counts them. */
    int release() {
        var released = List.copyOf(held);
        held.clear();
        released.forEach(Runnable::run);
        return released.size();
    }

    /** Decides whether a call that the rule is meant for is hit, and counts it. */
    boolean strikes() {
        if (standing() != Standing.ACTIVE) {
            return false;
        }
        met++;
        var limits = rule.limits();
        if (met <= limits.after() || (limits.chance() < 1 && random.nextDouble() >= limits.chance())) {
            return false;
        }
        hits++;
        return true;
    }
}
