package dev.keysunset.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Roles and guardrails of a stand-in, set up over its control API; single quotes in policies stand for double ones. */
record Organization(Control control) {

    static Organization of(StandIn standIn) {
        return new Organization(new Control(standIn));
    }

    /** Defines a role that trusts everybody. */
    void role(String account, String name, String policy) throws Exception {
        control.post("/roles", "{'account':'" + account + "','name':'" + name + "','policy':" + policy + "}");
    }

    void deleteRole(String account, String name) throws Exception {
        control.delete("/roles?account=" + account + "&name=" + name);
    }

    /** Attaches a service control policy to all accounts and answers its ARN. */
    String guardrail(String policy) throws Exception {
        return control.post("/guardrails", "{'policy':" + policy + "}")
                .path("arn")
                .asText();
    }

    void deleteGuardrail(String arn) throws Exception {
        control.delete("/guardrails?arn=" + URLEncoder.encode(arn, StandardCharsets.UTF_8));
    }
}
