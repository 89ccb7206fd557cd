package dev.keysunset.standin.fault;

import java.time.Duration;

/** What shall go wrong with which calls. */
public record FaultRule(Fault fault, Target target, Limits limits, FaultDetails details) {

    public static FaultRule of(Fault fault, String action) {
        return of(fault, Target.action(action));
    }

    public static FaultRule of(Fault fault, Target target) {
        return new FaultRule(fault, target, Limits.NONE, FaultDetails.NONE);
    }

    public FaultRule once() {
        return times(1);
    }

    public FaultRule times(int calls) {
        return within(limits.times(calls));
    }

    public FaultRule within(Limits value) {
        return new FaultRule(fault, target, value, details);
    }

    public FaultRule delay(Duration value) {
        return with(details.delay(value));
    }

    public FaultRule with(FaultDetails value) {
        return new FaultRule(fault, target, limits, value);
    }
}
