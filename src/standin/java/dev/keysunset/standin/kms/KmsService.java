package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Use;
import dev.keysunset.standin.kms.Operation.KeyCall;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.Result;
import dev.keysunset.standin.trail.ApiEvent;
import dev.keysunset.standin.trail.Ending;
import dev.keysunset.standin.trail.EventIds;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** AWS KMS. Every call goes the same way: pass the gate, be carried out, count as use, be told to CloudTrail. */
public final class KmsService implements AwsService {
    /** GetKeyLastUsage may lag by up to an hour. AWS KMS Developer Guide, "Determine past usage of a KMS key". */
    private static final Duration LONGEST_USAGE_DELAY = Duration.ofHours(1);

    private final DomainClock clock;
    private final Trail trail;
    private final Gate gate;
    private final Map<String, Operation> operations;
    private final Random random;

    KmsService(DomainClock clock, Trail trail, Gate gate, Map<String, Operation> operations, long seed) {
        this.clock = clock;
        this.trail = trail;
        this.gate = gate;
        this.operations = operations;
        this.random = new Random(seed);
    }

    @Override
    public Outcome answer(Call call, Optional<AwsError> imposed) {
        var ids = trail.nextIds();
        return switch (operations.get(call.action())) {
            case OnAccount operation ->
                told(call, operation, Optional.empty(), ids, () -> onAccount(call, operation, imposed));
            case OnKey operation ->
                told(call, operation, gate.subject(call, operation), ids, () -> onKey(call, operation, imposed, ids));
            case null -> new Outcome.Failure(new AwsError("UnknownOperationException", ""), Optional.empty());
        };
    }

    @Override
    public Optional<KeyArn> subject(Call call) {
        return operations.get(call.action()) instanceof OnKey operation
                ? gate.subject(call, operation)
                : Optional.empty();
    }

    private Outcome told(
            Call call, Operation operation, Optional<KeyArn> subject, EventIds ids, Supplier<Result> action) {
        try {
            var result = action.get();
            var ending = new Ending.Done(result.responseElements());
            trail.record(new ApiEvent(call, operation.readOnly(), subject, ending, ids));
            return new Outcome.Success(result.body(), subject);
        } catch (AwsError error) {
            trail.record(new ApiEvent(call, operation.readOnly(), subject, new Ending.Failed(error), ids));
            return new Outcome.Failure(error, subject);
        }
    }

    private Result onAccount(Call call, OnAccount operation, Optional<AwsError> imposed) {
        raise(imposed);
        gate.admit(call);
        return operation.handler().apply(call);
    }

    private Result onKey(Call call, OnKey operation, Optional<AwsError> imposed, EventIds ids) {
        raise(imposed);
        var key = gate.admit(call, operation);
        var result = operation.handler().apply(new KeyCall(call, key));
        if (operation.traits().rule().countsAsUse()) {
            count(call, key, ids);
        }
        return result;
    }

    private void count(Call call, Key key, EventIds ids) {
        var now = clock.now();
        var delay = Duration.ofMillis((long) (random.nextDouble() * LONGEST_USAGE_DELAY.toMillis()));
        var requestId = call.provenance().requestId();
        key.lastUse().add(new Use(call.action(), now, ids.owner(), requestId, now.plus(delay)));
    }

    private static void raise(Optional<AwsError> imposed) {
        imposed.ifPresent(error -> {
            throw error;
        });
    }
}
