package dev.keysunset.standin.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.trail.DeliveredFiles;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Queries, how far they have come, and their results. Amazon Athena API Reference. */
public final class AthenaOperations {
    private static final int LARGEST_PAGE = 1000;
    private static final int LONGEST_STATEMENT = 262_144;
    private static final int SHORTEST_TOKEN = 32;

    private final Ground ground;
    private final DeliveredFiles files;
    private final RandomGenerator random;
    private final Map<Name, Execution> executions = new HashMap<>();
    private final Map<Name, Execution> byToken = new HashMap<>();

    /** Ids and tokens mean something where they were given. */
    private record Name(Place place, String name) {}

    public AthenaOperations(Ground ground, DeliveredFiles files) {
        this.ground = ground;
        this.files = files;
        this.random = ground.chance().of("queries");
    }

    public List<Operation> all() {
        return List.of(
                Operation.writing("StartQueryExecution", this::start),
                Operation.reading("GetQueryExecution", this::describe),
                Operation.reading("GetQueryResults", this::results),
                Operation.writing("StopQueryExecution", this::stop));
    }

    private Answer start(Call call) {
        var place = call.requiredPlace();
        var request = call.parameters().deepCopy();
        request.remove("ClientRequestToken");
        var token = call.text("ClientRequestToken").map(text -> new Name(place, checkedToken(text)));
        var begun = token.map(byToken::get);
        if (begun.isPresent()) {
            if (!begun.get().asks(request)) {
                throw Tokens.invalid("Idempotent parameters do not match");
            }
            return id(begun.get());
        }
        var execution = execution(call, place, request);
        executions.put(new Name(place, execution.id()), execution);
        token.ifPresent(name -> byToken.put(name, execution));
        return id(execution);
    }

    private static String checkedToken(String token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw Tokens.invalid("1 validation error detected: Value '" + token
                    + "' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or"
                    + " equal to 32");
        }
        return token;
    }

    private Execution execution(Call call, Place place, ObjectNode request) {
        var text = call.text("QueryString").orElse("");
        if (text.isEmpty() || text.length() > LONGEST_STATEMENT) {
            throw Tokens.invalid(
                    "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member"
                            + " must have length between 1 and 262144, inclusive");
        }
        if (!call.text("WorkGroup").orElse("primary").equals("primary")) {
            throw Tokens.invalid("WorkGroup " + call.text("WorkGroup").orElse("") + " is not found.");
        }
        if (!request.at("/ResultConfiguration/OutputLocation").asText().startsWith("s3://")) {
            throw Tokens.invalid(
                    "No output location provided. An output location is required either through the Workgroup"
                            + " result configuration setting or as an API input.");
        }
        return new Execution(
                ground.ids().uuid(),
                request,
                ground.clock().now(),
                ground.settings().get(AthenaBehaviour.QUEUED),
                Chance.upTo(ground.settings().get(AthenaBehaviour.LONGEST_RUN), random),
                outcome(new Statement(text), place, database(request)));
    }

    private static String database(ObjectNode request) {
        return request.at("/QueryExecutionContext/Database").asText("default").toLowerCase(Locale.ROOT);
    }

    private Execution.Outcome outcome(Statement statement, Place place, String database) {
        var refusal = TrailTable.refusal(statement, place, database)
                .or(() -> LastUses.unknownColumn(statement)
                        .map(column -> "NOT_SUPPORTED: the stand-in cannot compute '" + column + "'"));
        if (refusal.isPresent()) {
            return new Execution.Outcome(refusal, List.of(), List.of(), 0);
        }
        var scanned = TrailTable.scanned(statement, files.all());
        return new Execution.Outcome(
                Optional.empty(),
                statement.columns(),
                LastUses.rows(statement, scanned),
                scanned.stream()
                        .mapToLong(file -> file.record().packed().packedLength())
                        .sum());
    }

    private JsonNode describe(Call call) {
        var answer = Json.object();
        answer.set("QueryExecution", asked(call).described(ground.clock().now()));
        return answer;
    }

    private Answer stop(Call call) {
        asked(call).cancel(ground.clock().now());
        return Answer.done();
    }

    private JsonNode results(Call call) {
        var execution = asked(call);
        var state = execution.state(ground.clock().now());
        if (!state.equals("SUCCEEDED")) {
            throw Tokens.invalid(
                    state.equals("QUEUED") || state.equals("RUNNING")
                            ? "Query has not yet finished. Current state: " + state
                            : "Query did not finish successfully. Final query state: " + state);
        }
        return page(call, execution.outcome());
    }

    /** The names of the columns are the first row of all. */
    private static ObjectNode page(Call call, Execution.Outcome outcome) {
        var size = call.parameters().path("MaxResults").asInt(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw Tokens.invalid("MaxResults must be between 1 and 1000.");
        }
        var skipped = Page.position(call, "NextToken", Tokens.invalid("Invalid NextToken"))
                .map(List::getFirst)
                .orElse(0L);
        var answer = Json.object().put("UpdateCount", 0);
        var set = answer.putObject("ResultSet");
        var rows = set.putArray("Rows");
        if (skipped == 0) {
            rows.add(row(outcome.columns().stream().map(Optional::of).toList()));
        }
        var first = (int) Math.max(0, skipped - 1);
        var left = outcome.rows().subList(first, outcome.rows().size());
        left.stream()
                .limit(size - (skipped == 0 ? 1 : 0))
                .map(AthenaOperations::row)
                .forEach(rows::add);
        if (skipped + rows.size() < outcome.rows().size() + 1) {
            answer.put("NextToken", Page.token(call, "NextToken", skipped + rows.size()));
        }
        var columns = set.putObject("ResultSetMetadata").putArray("ColumnInfo");
        outcome.columns()
                .forEach(name -> columns.addObject()
                        .put("CatalogName", "hive")
                        .put("SchemaName", "")
                        .put("TableName", "")
                        .put("Name", name)
                        .put("Label", name)
                        .put("Type", "varchar")
                        .put("Precision", Integer.MAX_VALUE)
                        .put("Scale", 0)
                        .put("Nullable", "UNKNOWN")
                        .put("CaseSensitive", true));
        return answer;
    }

    /** A null is a datum without a value. */
    private static ObjectNode row(List<Optional<String>> cells) {
        var row = Json.object();
        var data = row.putArray("Data");
        cells.forEach(cell -> {
            var datum = data.addObject();
            cell.ifPresent(value -> datum.put("VarCharValue", value));
        });
        return row;
    }

    private Execution asked(Call call) {
        var id = call.text("QueryExecutionId").orElse("");
        return Optional.ofNullable(executions.get(new Name(call.requiredPlace(), id)))
                .orElseThrow(() -> Tokens.invalid("QueryExecution " + id + " was not found"));
    }

    private static Answer id(Execution execution) {
        return Answer.told(Json.object().put("QueryExecutionId", execution.id()));
    }
}
