package dev.keysunset.standin.permission;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.policy.Context;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a call is allowed: the session policy (if there is one) must allow it and the key policy must allow
 * it, and neither may deny it. Identity-based policies are not modelled: every principal of an account may do what the
 * key policy leaves to its account.
 */
public final class Authorizer {
    private final DomainClock clock;
    private final TrailingDays trailingDays;

    public Authorizer(DomainClock clock, TrailingDays trailingDays) {
        this.clock = clock;
        this.trailingDays = trailingDays;
    }

    /**
     * Admits a call, or refuses it in the words of AWS.
     *
     * @throws AwsError an AccessDeniedException in AWS's words
     */
    public void admit(Call call) {
        checkSession(context(call, "*", values(call)));
    }

    /**
     * Admits a call, or refuses it in the words of AWS.
     *
     * @throws AwsError an AccessDeniedException in AWS's words
     */
    public void admit(Call call, Key key) {
        var context = context(call, key.arn().toString(), values(call, key));
        checkSession(context);
        switch (Policy.parse(key.policy()).decide(context.policy())) {
            case ALLOWED -> {}
            case DENIED -> throw context.denial("with an explicit deny in a resource-based policy");
            case SILENT ->
                throw context.denial("because no resource-based policy allows the "
                        + context.policy().action() + " action");
        }
    }

    /** Refuses a call that AWS allows only inside the account that owns the key. */
    public AwsError foreignAccount(Call call, Key key) {
        var context = context(call, key.arn().toString(), Map.of());
        return context.denial("because no resource-based policy allows the "
                + context.policy().action() + " action");
    }

    private void checkSession(Asked asked) {
        asked.sessionPolicy().ifPresent(policy -> {
            switch (policy.decide(asked.policy())) {
                case ALLOWED -> {}
                case DENIED -> throw asked.denial("with an explicit deny in a session policy");
                case SILENT ->
                    throw asked.denial("because no session policy allows the "
                            + asked.policy().action() + " action");
            }
        });
    }

    /** A request as policies see it, with what a denial must name. */
    private record Asked(Context policy, Principal caller, Optional<Policy> sessionPolicy) {
        AwsError denial(String reason) {
            var resource = policy.resource().equals("*") ? "" : " on resource: " + policy.resource();
            return AwsError.denied("User: " + caller.arn() + " is not authorized to perform: " + policy.action()
                    + resource + " " + reason);
        }
    }

    private static Asked context(Call call, String resource, Map<String, List<String>> values) {
        var action = call.service().prefix() + ":" + call.action();
        var session = call.caller() instanceof Principal.RoleSession role
                ? role.terms().policy()
                : Optional.<Policy>empty();
        return new Asked(new Context(action, resource, names(call.caller()), values), call.caller(), session);
    }

    private static List<String> names(Principal caller) {
        return switch (caller) {
            case Principal.User user -> List.of(user.arn(), user.accountId(), root(user.accountId()));
            case Principal.RoleSession session ->
                List.of(session.arn(), session.roleArn(), session.accountId(), root(session.accountId()));
            case Principal.Service service -> List.of(service.name());
        };
    }

    private static String root(String account) {
        return "arn:aws:iam::" + account + ":root";
    }

    private Map<String, List<String>> values(Call call) {
        var values = new HashMap<String, List<String>>();
        values.put("aws:currenttime", List.of(clock.now().toString()));
        values.put("aws:requestedregion", List.of(call.region()));
        values.put("aws:principalarn", List.of(principalArn(call.caller())));
        call.caller().account().ifPresent(account -> {
            values.put("aws:principalaccount", List.of(account));
            values.put("kms:calleraccount", List.of(account));
        });
        call.provenance()
                .onBehalfOf()
                .ifPresent(service -> values.put("kms:viaservice", List.of(viaService(service, call.region()))));
        return values;
    }

    private Map<String, List<String>> values(Call call, Key key) {
        var values = values(call);
        key.tags()
                .forEach((name, value) ->
                        values.put("aws:resourcetag/" + name.toLowerCase(Locale.ROOT), List.of(value)));
        if (call.action().equals("DisableKey") || call.action().equals("ScheduleKeyDeletion")) {
            values.put("kms:trailingdayswithoutkeyusage", List.of(Long.toString(trailingDays.of(key, clock.now()))));
        }
        if (call.action().equals("ScheduleKeyDeletion")) {
            values.put(
                    "kms:schedulekeydeletionpendingwindowindays",
                    List.of(Integer.toString(
                            call.parameters().path("PendingWindowInDays").asInt(30))));
        }
        return values;
    }

    /** For a session it is the role, not the session (IAM User Guide, aws:PrincipalArn). */
    private static String principalArn(Principal caller) {
        return caller instanceof Principal.RoleSession session ? session.roleArn() : caller.arn();
    }

    /** {@code s3.amazonaws.com} is {@code s3.<region>.amazonaws.com} to kms:ViaService. */
    private static String viaService(String service, String region) {
        return service.replaceFirst("^([a-z0-9-]+)\\.amazonaws\\.com$", "$1." + region + ".amazonaws.com");
    }
}
