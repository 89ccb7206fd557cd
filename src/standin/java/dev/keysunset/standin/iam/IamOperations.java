package dev.keysunset.standin.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.identity.Role;
import dev.keysunset.standin.identity.RoleName;
import dev.keysunset.standin.identity.Roles;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** IAM API Reference, "SimulatePrincipalPolicy", for roles and without policies of resources. */
public final class IamOperations {
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/(.+)");

    private final Roles roles;
    private final Authorizer authorizer;

    public IamOperations(Roles roles, Authorizer authorizer) {
        this.roles = roles;
        this.authorizer = authorizer;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("SimulatePrincipalPolicy", this::simulate));
    }

    private JsonNode simulate(Call call) {
        var role = role(call);
        var actions = call.parameters().path("ActionNames");
        if (actions.isEmpty()) {
            throw new AwsError("InvalidInput", "ActionNames must not be empty");
        }
        var answer = Json.object();
        var results = answer.putArray("EvaluationResults");
        for (var action : actions) {
            var resources = call.parameters().path("ResourceArns");
            if (resources.isEmpty()) {
                results.add(result(call, role, action.asText(), "*"));
            }
            resources.forEach(resource -> results.add(result(call, role, action.asText(), resource.asText())));
        }
        return answer.put("IsTruncated", false);
    }

    private ObjectNode result(Call call, Role role, String action, String resource) {
        var decision = switch (authorizer.simulated(call, role, action, resource)) {
            case DENIED -> "explicitDeny";
            case SILENT -> "implicitDeny";
            case DELEGATED, ALLOWED, ALLOWED_SESSION -> "allowed";
        };
        var result = Json.object()
                .put("EvalActionName", action)
                .put("EvalResourceName", resource)
                .put("EvalDecision", decision);
        result.putArray("MatchedStatements");
        result.putArray("MissingContextValues");
        return result;
    }

    /** Only of the caller's own account. */
    private Role role(Call call) {
        var arn = call.requiredText("PolicySourceArn");
        var match = ROLE.matcher(arn);
        return Optional.of(match)
                .filter(found -> found.matches()
                        && found.group(1).equals(call.requiredPlace().account()))
                .flatMap(found -> roles.find(new RoleName(found.group(1), found.group(2))))
                .orElseThrow(() -> new AwsError("NoSuchEntity", "Role " + arn + " does not exist.", 404));
    }
}
