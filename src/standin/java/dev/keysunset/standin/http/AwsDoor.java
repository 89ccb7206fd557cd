package dev.keysunset.standin.http;

import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.Faults;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.signature.Authenticator;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Gateway;
import java.time.Duration;
import java.util.Optional;

/** Takes AWS requests to the gateway, unless a fault gets in the way. */
public final class AwsDoor {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final RequestReader reader;
    private final Faults faults;
    private final Gateway gateway;
    private final Ids ids;
    private final WaitingRoom waitingRoom = new WaitingRoom();

    public AwsDoor(Authenticator authenticator, Faults faults, Gateway gateway, Ids ids) {
        this.reader = new RequestReader(authenticator);
        this.faults = faults;
        this.gateway = gateway;
        this.ids = ids;
    }

    void receive(Received request, Reply reply) {
        var exchange = new Exchange(RequestReader.protocol(request), ids.uuid(), reply);
        read(request, exchange).ifPresent(call -> {
            var struck =
                    faults.strike(FaultKind.class, call, gateway.trace(call).key());
            struck.ifPresentOrElse(fault -> strike(fault, request, call, exchange), () -> carryOut(call, exchange));
        });
    }

    /** The call in a request; empty if it was refused because nobody believes its sender. */
    private Optional<Call> read(Received request, Exchange exchange) {
        try {
            return Optional.of(reader.read(request, exchange.requestId()));
        } catch (AwsError error) {
            exchange.fail(error);
            return Optional.empty();
        }
    }

    /** Lets calls go on that waited for something that has happened in the meantime. */
    void lookAtWaiting() {
        waitingRoom.look();
    }

    private void carryOut(Call call, Exchange exchange) {
        Runnable action = () -> exchange.end(call, gateway.answer(call));
        gateway.waiting(call).ifPresentOrElse(waiting -> waitingRoom.admit(waiting, exchange.reply(), action), action);
    }

    private void strike(Faults.Struck<FaultKind> struck, Received request, Call call, Exchange exchange) {
        var details = struck.rule().rule().details();
        var befallen = struck.rule().disturbance(struck.fault(), call);
        switch (struck.fault()) {
            case THROTTLE, ERROR_500, ERROR_503, ACCESS_DENIED, EXPIRED_TOKEN ->
                exchange.end(call, gateway.answer(call, befallen));
            case SLOW ->
                exchange.endLate(
                        call, gateway.answer(call, befallen), details.delay().orElse(SLOW));
            case TRUNCATED -> exchange.breakOff(call, gateway.answer(call, befallen));
            case LOST_ANSWER -> {
                gateway.answer(call, befallen);
                exchange.cut();
            }
            case OUTAGE -> {
                if (details.cutsConnection()) {
                    gateway.noteCut(call, befallen);
                    exchange.cut();
                } else {
                    exchange.end(call, gateway.answer(call, befallen));
                }
            }
            case RESET -> {
                gateway.noteCut(call, befallen);
                exchange.cut();
            }
            case HOLD -> {
                // Released, it arrives as if for the first time: its signature or its session may be too old by then.
                struck.rule()
                        .hold(() -> read(request, exchange)
                                .ifPresent(late -> exchange.end(late, gateway.answer(late, befallen))));
                if (details.cutsConnection()) {
                    exchange.cut();
                }
            }
        }
    }
}
