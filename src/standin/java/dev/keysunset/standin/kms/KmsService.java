package dev.keysunset.standin.kms;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Use;
import dev.keysunset.standin.kms.Operation.OnAccount;
import dev.keysunset.standin.kms.Operation.OnKey;
import dev.keysunset.standin.kms.Operation.OnTwoKeys;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.EventIds;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Trace;
import dev.keysunset.standin.wire.Trace.Recording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** AWS KMS. Every call goes the same way: be well-formed, pass the gate, be carried out, count as use. */
public final class KmsService implements AwsService {
    private final DomainClock clock;
    private final Constraints constraints;
    private final Gate gate;
    private final Consistency consistency;
    private final Map<String, Operation> operations;
    private final Settings settings;
    private final RandomGenerator random;

    KmsService(
            Ground ground,
            Constraints constraints,
            Gate gate,
            Consistency consistency,
            Map<String, Operation> operations) {
        this.clock = ground.clock();
        this.constraints = constraints;
        this.gate = gate;
        this.consistency = consistency;
        this.operations = operations;
        this.settings = ground.settings();
        this.random = ground.chance().of("usage delay");
    }

    @Override
    public Set<String> operations() {
        return operations.keySet();
    }

    @Override
    public Trace trace(Call call) {
        return switch (operations.get(call.action())) {
            case OnAccount operation -> Trace.of(recording(operation));
            case OnKey operation ->
                new Trace(
                        recording(operation),
                        Stream.of(gate.subject(call, operation.traits()).map(Resource::of), alias(call))
                                .flatMap(Optional::stream)
                                .toList());
            case OnTwoKeys operation ->
                new Trace(
                        recording(operation),
                        Stream.of(
                                        gate.subject(ReEncryption.from(call), OnTwoKeys.SOURCE),
                                        gate.subject(ReEncryption.to(call), OnTwoKeys.DESTINATION))
                                .flatMap(Optional::stream)
                                .map(Resource::of)
                                .toList());
            case null -> Trace.nothing();
        };
    }

    @Override
    public Outcome answer(Call call) {
        var trace = trace(call);
        try {
            var answer = carryOut(call);
            return new Outcome.Success(answer, made(call, answer).orElse(trace));
        } catch (AwsError error) {
            return new Outcome.Failure(error, trace);
        }
    }

    /** Only the answer of CreateKey tells which key it was about. */
    private Optional<Trace> made(Call call, Answer answer) {
        return operations.get(call.action()) instanceof OnAccount operation
                ? KeyArn.parse(answer.body().path("KeyMetadata").path("Arn").asText())
                        .map(key -> new Trace(recording(operation), List.of(Resource.of(key))))
                : Optional.empty();
    }

    /** The alias that is made, moved or removed, which records list beside its key. */
    private static Optional<Resource> alias(Call call) {
        return call.text("AliasName")
                .flatMap(name -> call.place().map(place -> Resource.ofAlias(Alias.arn(place, name), place.account())));
    }

    private Answer carryOut(Call call) {
        constraints.check(call);
        return switch (operations.get(call.action())) {
            case OnAccount operation -> {
                gate.admit(call);
                yield operation.handler().apply(call);
            }
            case OnKey operation -> {
                var admitted = gate.admit(call, operation.traits());
                var before = admitted.key().standing();
                var answer = operation.handler().apply(admitted);
                consistency.changed(admitted.key(), before);
                if (operation.traits().rule().countsAsUse()) {
                    // Cryptography has no effect but its answer: a dry run differs in nothing up to here.
                    DryRun.end(call);
                    count(call, admitted.key());
                }
                yield answer;
            }
            case OnTwoKeys operation -> carryOut(call, operation);
            case null -> throw new AwsError("UnknownOperationException", "");
        };
    }

    /** Both permissions come before both states, as with one key. */
    private Answer carryOut(Call call, OnTwoKeys operation) {
        var from = ReEncryption.from(call);
        var to = ReEncryption.to(call);
        var same = gate.subject(from, OnTwoKeys.SOURCE).equals(gate.subject(to, OnTwoKeys.DESTINATION));
        var source = gate.authorize(ReEncryption.onSameKey(from, same), OnTwoKeys.SOURCE);
        var destination = gate.authorize(ReEncryption.onSameKey(to, same), OnTwoKeys.DESTINATION);
        gate.examine(source, OnTwoKeys.SOURCE);
        gate.examine(destination, OnTwoKeys.DESTINATION);
        var answer = operation.handler().apply(source, destination);
        DryRun.end(call);
        count(call, source.key());
        count(call, destination.key());
        return Answer.read(answer);
    }

    private void count(Call call, Key key) {
        var now = clock.now();
        if (now.isBefore(settings.get(KmsBehaviour.TRACKING_START))) {
            return;
        }
        var delay = Chance.upTo(settings.get(KmsBehaviour.LONGEST_USAGE_DELAY), random);
        var eventId = EventIds.of(call).in(key.arn().account());
        key.lastUse().add(new Use(call.action(), now, eventId, call.provenance().requestId(), now.plus(delay)));
    }

    private static Recording recording(Operation operation) {
        return operation.readOnly() ? Recording.READ : Recording.WRITE;
    }
}
