package dev.keysunset.standin.wire;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one way into every service, for calls over HTTP and for the fleet's own: counts, carries out, then tells call log
 * and CloudTrail.
 */
public final class Gateway {
    private final Map<Service, AwsService> services;
    private final Turnstile turnstile;
    private final CallLog log;
    private final Listener trail;

    /** Learns of every call that was carried out. */
    @FunctionalInterface
    public interface Listener {
        void ended(Call call, Outcome outcome);
    }

    public Gateway(Map<Service, AwsService> services, Turnstile turnstile, CallLog log, Listener trail) {
        this.services = new EnumMap<>(services);
        this.turnstile = turnstile;
        this.log = log;
        this.trail = trail;
    }

    /** The operations of each service, by name. */
    public SortedMap<Service, SortedSet<String>> operations() {
        var operations = new TreeMap<Service, SortedSet<String>>();
        services.forEach((service, offered) -> operations.put(service, new TreeSet<>(offered.operations())));
        return operations;
    }

    /** What can be told of a call before it is carried out. */
    public Trace trace(Call call) {
        return service(call).map(service -> service.trace(call)).orElseGet(Trace::nothing);
    }

    /** What a call has to wait for before it is carried out; empty if it can be carried out now. */
    public Optional<Waiting> waiting(Call call) {
        return service(call).flatMap(service -> service.waiting(call)).filter(waiting -> !waiting.isOver());
    }

    /** Carries a call out. */
    public Outcome answer(Call call) {
        return answer(call, Optional.empty());
    }

    /** Carries a call out that something befell. */
    public Outcome answer(Call call, Disturbance disturbance) {
        return answer(call, Optional.of(disturbance));
    }

    /** Notes a call whose connection was cut before anything happened. */
    public void noteCut(Call call, Disturbance disturbance) {
        log.cut(call, trace(call), disturbance.name());
    }

    private Outcome answer(Call call, Optional<Disturbance> disturbance) {
        var trace = trace(call);
        var outcome = disturbance
                .flatMap(Disturbance::error)
                .or(() -> turnstile.refusal(call, trace.key()))
                .<Outcome>map(error -> new Outcome.Failure(error, trace))
                .orElseGet(() -> carriedOut(call));
        log.ended(call, outcome, disturbance.map(Disturbance::name));
        if (disturbance.map(Disturbance::reachesService).orElse(true) && isToldToTrail(outcome)) {
            trail.ended(call, outcome);
        }
        return outcome;
    }

    private boolean isToldToTrail(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _ -> true;
            case Outcome.Failure(var error, var _) -> !error.isThrottling() || turnstile.tellsTrail();
        };
    }

    private Outcome carriedOut(Call call) {
        return service(call)
                .map(service -> service.answer(call))
                .orElseGet(() ->
                        new Outcome.Failure(new AwsError("UnknownOperationException", call.action()), Trace.nothing()));
    }

    private Optional<AwsService> service(Call call) {
        return Optional.ofNullable(services.get(call.service()));
    }
}
