package dev.keysunset.standin.http;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;

/** One AWS request and its way back. */
record Exchange(Protocol protocol, String requestId, Reply reply) {

    void end(Call call, Outcome outcome) {
        way(outcome).answer(written(call, outcome));
    }

    /** Ends after a delay of real time. */
    void endLate(Call call, Outcome outcome, Duration delay) {
        reply.later(delay, () -> end(call, outcome));
    }

    /** Ends in the middle of the answer. */
    void breakOff(Call call, Outcome outcome) {
        way(outcome).breakOff(written(call, outcome));
    }

    void fail(AwsError error) {
        way(error).answer(failure(error));
    }

    void cut() {
        reply.cut();
    }

    private HttpAnswer written(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success(var answer, var _) -> {
                var body = protocol.success(call.action(), requestId, answer.body());
                yield new HttpAnswer(200, protocol.contentType(), requestId, body);
            }
            case Outcome.Failure(var error, var _) -> failure(error);
        };
    }

    private HttpAnswer failure(AwsError error) {
        protocol.failureHeaders(error).forEach(reply::header);
        return new HttpAnswer(error.status(), protocol.contentType(), requestId, protocol.failure(requestId, error));
    }

    private Reply way(Outcome outcome) {
        return outcome instanceof Outcome.Failure(var error, var _) ? way(error) : reply;
    }

    private Reply way(AwsError error) {
        return ClockCorrection.follows(error) ? reply.inRealTime() : reply;
    }
}
