package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.identity.Policies;
import dev.keysunset.standin.identity.Role;
import dev.keysunset.standin.identity.RoleName;
import dev.keysunset.standin.identity.Roles;
import dev.keysunset.standin.permission.Guardrails;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.sts.Credentials;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@code /roles}: {@code {account, name, trusts?, externalId?, policy?, permissionsBoundary?, maxSessionDuration?}} defines
 * a role, {@code DELETE ?account=&name=} removes it with its sessions. {@code /guardrails}: {@code {account?, policy}}
 * attaches a service control policy, {@code DELETE ?arn=} detaches it. Policies are documents, as objects or as texts.
 */
public final class IdentityControl implements Control {
    private final Roles roles;
    private final Guardrails guardrails;
    private final Credentials credentials;

    public IdentityControl(Roles roles, Guardrails guardrails, Credentials credentials) {
        this.roles = roles;
        this.guardrails = guardrails;
        this.credentials = credentials;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/roles", "the roles that were defined", _ -> showRoles()),
                Route.of(
                        "POST",
                        "/roles",
                        "a role: `{account, name, trusts?, externalId?, policy?, permissionsBoundary?,"
                                + " maxSessionDuration?}`",
                        this::defineRole),
                Route.of("DELETE", "/roles", "removes a role and its sessions; `?account=&name=`", this::deleteRole),
                Route.of("GET", "/guardrails", "the service control policies in force", _ -> showGuardrails()),
                Route.of(
                        "POST", "/guardrails", "a service control policy: `{account?, policy}`", this::attachGuardrail),
                Route.of("DELETE", "/guardrails", "detaches one; `?arn=`", this::detachGuardrail));
    }

    ControlAnswer showRoles() {
        var answer = Json.object();
        var list = answer.putArray("roles");
        roles.all()
                .forEach(role -> list.addObject()
                        .put("arn", role.name().arn())
                        .put("maxSessionDuration", role.longest().toString()));
        return ControlAnswer.ok(answer);
    }

    ControlAnswer defineRole(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var name = new RoleName(fields.required("account"), fields.required("name"));
        var trusted = StreamSupport.stream(fields.node().path("trusts").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        var everybody = trusted.isEmpty() ? Stream.of("*") : trusted.stream();
        var role = new Role(
                name,
                Policies.trust(everybody, fields.text("externalId")),
                policy(fields, "policy").orElse(Policies.EVERYTHING),
                policy(fields, "permissionsBoundary"),
                fields.duration("maxSessionDuration").orElse(Role.STANDARD_LONGEST));
        roles.define(role);
        return ControlAnswer.ok(Json.object().put("arn", name.arn()));
    }

    ControlAnswer deleteRole(ControlRequest request) {
        var query = new Fields(request.parameters());
        var name = new RoleName(query.required("account"), query.required("name"));
        roles.delete(name);
        credentials.revoke(name);
        return ControlAnswer.ok(Json.object().put("arn", name.arn()));
    }

    ControlAnswer showGuardrails() {
        var answer = Json.object();
        var list = answer.putArray("guardrails");
        guardrails.all().forEach(guardrail -> {
            var view = list.addObject().put("arn", guardrail.arn());
            guardrail.account().ifPresent(account -> view.put("account", account));
        });
        return ControlAnswer.ok(answer);
    }

    ControlAnswer attachGuardrail(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var policy = policy(fields, "policy").orElseThrow(() -> new IllegalArgumentException("policy: is required"));
        var guardrail = guardrails.attach(fields.text("account"), policy);
        return ControlAnswer.ok(Json.object().put("arn", guardrail.arn()));
    }

    ControlAnswer detachGuardrail(ControlRequest request) {
        var arn = new Fields(request.parameters()).required("arn");
        if (!guardrails.detach(arn)) {
            throw new IllegalArgumentException("arn: there is no guardrail " + arn);
        }
        return ControlAnswer.ok(Json.object().put("arn", arn));
    }

    private static Optional<Policy> policy(Fields fields, String name) {
        var node = fields.node().path(name);
        try {
            return node.isObject()
                    ? Optional.of(Policy.parse(Json.write(node)))
                    : fields.text(name).map(Policy::parse);
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
