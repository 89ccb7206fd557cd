package dev.keysunset.standin.wire;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.KeyArn;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The one way into every service, for calls over HTTP and for the fleet's own: carries out and writes the call log. */
public final class Gateway {
    private final DomainClock clock;
    private final CallLog log;
    private final Map<Service, AwsService> services;

    public Gateway(DomainClock clock, CallLog log, Map<Service, AwsService> services) {
        this.clock = clock;
        this.log = log;
        this.services = new EnumMap<>(services);
    }

    public Optional<KeyArn> subject(Call call) {
        return service(call).flatMap(service -> service.subject(call));
    }

    /**
     * Carries a call out and logs it.
     *
     * @param imposed the error the call shall end with
     */
    public Outcome answer(Call call, Optional<AwsError> imposed) {
        var outcome = service(call)
                .map(service -> service.answer(call, imposed))
                .orElseGet(() -> new Outcome.Failure(
                        new AwsError("UnknownOperationException", call.action()), Optional.empty()));
        switch (outcome) {
            case Outcome.Success(var _, var key) -> log.add(clock.now(), call, key, 200, Optional.empty());
            case Outcome.Failure(var error, var key) ->
                log.add(clock.now(), call, key, error.status(), Optional.of(error.code()));
        }
        return outcome;
    }

    /** Notes a call whose connection was cut before anything happened. */
    public void noteReset(Call call) {
        log.add(clock.now(), call, subject(call), 0, Optional.of("RESET"));
    }

    private Optional<AwsService> service(Call call) {
        return Optional.ofNullable(services.get(call.service()));
    }
}
