package dev.keysunset.standin.http;

import dev.keysunset.standin.fault.Faults;
import dev.keysunset.standin.sts.Credentials;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Ids;
import dev.keysunset.standin.wire.Outcome;
import java.util.Optional;

/** Takes AWS requests to the gateway, unless a fault gets in the way. */
public final class AwsDoor {
    private final RequestReader reader;
    private final Faults faults;
    private final Gateway gateway;
    private final Ids ids;

    public AwsDoor(Credentials credentials, Faults faults, Gateway gateway, Ids ids) {
        this.reader = new RequestReader(credentials);
        this.faults = faults;
        this.gateway = gateway;
        this.ids = ids;
    }

    void receive(Received request, Reply reply) {
        var exchange = new Exchange(RequestReader.protocol(request), ids.uuid(), reply);
        try {
            var call = reader.read(request, exchange.requestId());
            var struck = faults.strike(call, gateway.subject(call));
            struck.ifPresentOrElse(rule -> strike(rule, call, exchange), () -> carryOut(call, exchange));
        } catch (AwsError error) {
            exchange.fail(error);
        }
    }

    private void carryOut(Call call, Exchange exchange) {
        exchange.end(call, gateway.answer(call, Optional.empty()));
    }

    private void strike(Faults.Installed fault, Call call, Exchange exchange) {
        switch (fault.rule().kind()) {
            case THROTTLE, ERROR_500, ERROR_503, ACCESS_DENIED ->
                exchange.end(call, gateway.answer(call, fault.rule().error(call)));
            case SLOW -> {
                var outcome = gateway.answer(call, Optional.empty());
                exchange.reply().later(fault.rule().delay(), () -> exchange.end(call, outcome));
            }
            case RESET -> {
                gateway.noteReset(call);
                exchange.reply().cut();
            }
            case LOST_ANSWER -> {
                gateway.answer(call, Optional.empty());
                exchange.reply().cut();
            }
            case HOLD -> fault.hold(() -> carryOut(call, exchange));
        }
    }

    /** One request and its way back. */
    private record Exchange(Protocol protocol, String requestId, Reply reply) {
        void end(Call call, Outcome outcome) {
            switch (outcome) {
                case Outcome.Success(var body, var _) ->
                    reply.answer(
                            200, protocol.contentType(), requestId, protocol.success(call.action(), requestId, body));
                case Outcome.Failure(var error, var _) -> fail(error);
            }
        }

        void fail(AwsError error) {
            reply.answer(error.status(), protocol.contentType(), requestId, protocol.failure(requestId, error));
        }
    }
}
