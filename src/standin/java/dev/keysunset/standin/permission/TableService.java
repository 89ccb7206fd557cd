package dev.keysunset.standin.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A service whose operations are not about one key: a table of handlers behind the session's permission. */
public final class TableService implements AwsService {
    private final Authorizer authorizer;
    private final Map<String, Function<Call, JsonNode>> operations;

    public TableService(Authorizer authorizer, Map<String, Function<Call, JsonNode>> operations) {
        this.authorizer = authorizer;
        this.operations = Map.copyOf(operations);
    }

    @Override
    public Outcome answer(Call call, Optional<AwsError> imposed) {
        var operation = Optional.ofNullable(operations.get(call.action()));
        try {
            imposed.ifPresent(fault -> {
                throw fault;
            });
            authorizer.admit(call);
            return new Outcome.Success(
                    operation
                            .orElseThrow(() -> new AwsError("UnknownOperationException", call.action()))
                            .apply(call),
                    Optional.empty());
        } catch (AwsError error) {
            return new Outcome.Failure(error, Optional.empty());
        }
    }
}
