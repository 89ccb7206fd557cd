package dev.keysunset.standin.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Trace;
import dev.keysunset.standin.wire.Trace.Recording;
import dev.keysunset.standin.wire.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A service whose operations are not about one key: a table of operations behind the session's permission. */
public final class TableService implements AwsService {
    private final Consumer<Call> admission;
    private final Function<Call, Optional<Waiting>> patience;
    private final Map<String, Operation> operations;

    /**
     * One operation.
     *
     * @param trace what the call is about, read from the request alone
     */
    public record Operation(String name, Function<Call, Trace> trace, Function<Call, Answer> handler) {
        /** An operation that changes nothing; its record holds nothing of the answer. */
        public static Operation reading(String name, Function<Call, JsonNode> handler) {
            return new Operation(name, _ -> Trace.of(Recording.READ), handler.andThen(Answer::read));
        }

        public static Operation writing(String name, Function<Call, Answer> handler) {
            return new Operation(name, _ -> Trace.of(Recording.WRITE), handler);
        }

        /** An operation that changes nothing and that AWS does not name among those a trail of management events has. */
        public static Operation readingUnseen(String name, Function<Call, JsonNode> handler) {
            return onData(name, handler.andThen(Answer::read));
        }

        /** An operation on data, which no trail of management events has. */
        public static Operation onData(String name, Function<Call, Answer> handler) {
            return new Operation(name, _ -> Trace.nothing(), handler);
        }
    }

    public TableService(Authorizer authorizer, List<Operation> operations) {
        this(authorizer::admit, operations);
    }

    /**
     * A service that asks for more than the session's permission.
     *
     * @param admission throws an AwsError for a call that is not allowed
     */
    public TableService(Consumer<Call> admission, List<Operation> operations) {
        this(admission, _ -> Optional.empty(), operations);
    }

    /**
     * A service some of whose calls wait before they are carried out.
     *
     * @param admission throws an AwsError for a call that is not allowed
     * @param patience what a call waits for
     */
    public TableService(
            Consumer<Call> admission, Function<Call, Optional<Waiting>> patience, List<Operation> operations) {
        this.admission = admission;
        this.patience = patience;
        this.operations =
                operations.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }

    @Override
    public Optional<Waiting> waiting(Call call) {
        return patience.apply(call);
    }

    @Override
    public Set<String> operations() {
        return operations.keySet();
    }

    @Override
    public Trace trace(Call call) {
        var operation = operations.get(call.action());
        return operation == null ? Trace.nothing() : operation.trace().apply(call);
    }

    @Override
    public Outcome answer(Call call) {
        var trace = trace(call);
        try {
            var operation = Optional.ofNullable(operations.get(call.action()))
                    .orElseThrow(() -> new AwsError("UnknownOperationException", call.action()));
            admission.accept(call);
            return new Outcome.Success(operation.handler().apply(call), trace);
        } catch (AwsError error) {
            return new Outcome.Failure(error, trace);
        }
    }
}
