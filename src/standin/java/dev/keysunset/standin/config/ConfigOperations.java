package dev.keysunset.standin.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.Holdings;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** AWS Config API Reference: the recorder and its state, and queries for resources of some types. */
public final class ConfigOperations {
    private static final String NAME = "default";
    private static final int MOST = 100;

    /** Of the language of queries, what names properties and types. */
    private static final Pattern QUERY =
            Pattern.compile("SELECT ([\\w.]+(?:, [\\w.]+)*) WHERE resourceType IN \\(('[\\w:]+'(?:, '[\\w:]+')*)\\)");

    private final Ground ground;
    private final Holdings holdings;

    public ConfigOperations(Ground ground, Holdings holdings) {
        this.ground = ground;
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(
                Operation.reading("DescribeConfigurationRecorders", _ -> recorders()),
                Operation.reading("DescribeConfigurationRecorderStatus", _ -> status()),
                Operation.reading("SelectResourceConfig", this::select));
    }

    private Recorder recorder() {
        return ground.settings().get(ConfigBehaviour.RECORDER);
    }

    private JsonNode recorders() {
        var answer = Json.object();
        var list = answer.putArray("ConfigurationRecorders");
        if (recorder() != Recorder.NONE) {
            list.addObject().put("name", NAME).set("recordingGroup", recorder().group());
        }
        return answer;
    }

    private JsonNode status() {
        var answer = Json.object();
        var list = answer.putArray("ConfigurationRecordersStatus");
        if (recorder() != Recorder.NONE) {
            list.addObject().put("name", NAME).put("recording", recorder() != Recorder.STOPPED);
        }
        return answer;
    }

    private JsonNode select(Call call) {
        var query = QUERY.matcher(call.requiredText("Expression"));
        if (!query.matches()) {
            throw new AwsError("InvalidExpressionException", "The syntax of the query is incorrect.");
        }
        var selected = List.of(query.group(1).split(", ", -1));
        var types = List.of(query.group(2).replace("'", "").split(", ", -1));
        var skipped = Page.position(
                        call, "NextToken", new AwsError("InvalidNextTokenException", "The nextToken is not valid"))
                .map(List::getFirst)
                .orElse(0L);
        var size = limit(call);
        var found = found(call, types).toList();
        var answer = Json.object();
        var results = answer.putArray("Results");
        found.stream()
                .skip(skipped)
                .limit(size)
                .map(held -> Json.write(Item.of(held, selected)))
                .forEach(results::add);
        var fields = answer.putObject("QueryInfo").putArray("SelectFields");
        selected.forEach(property -> fields.addObject().put("Name", property));
        if (skipped + size < found.size()) {
            answer.put("NextToken", Page.token(call, "NextToken", skipped + size));
        }
        return answer;
    }

    private static int limit(Call call) {
        var limit = call.parameters().path("Limit").asInt(MOST);
        if (limit < 0 || limit > MOST) {
            throw new AwsError("InvalidLimitException", "The specified limit is outside the allowable range.");
        }
        return limit == 0 ? MOST : limit;
    }

    /** A type that nobody records is no error: there is nothing of it. */
    private Stream<Holding> found(Call call, List<String> types) {
        return Item.TYPES.stream()
                .filter(type -> types.contains(type.awsName()) && recorder().has(type))
                .flatMap(type -> holdings.all(call.requiredPlace(), type).stream());
    }
}
