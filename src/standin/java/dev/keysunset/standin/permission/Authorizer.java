package dev.keysunset.standin.permission;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.identity.Policies;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.Role;
import dev.keysunset.standin.identity.Roles;
import dev.keysunset.standin.identity.SessionTerms;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.permission.Denial.Kind;
import dev.keysunset.standin.policy.Context;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.policy.Policy.Answer;
import dev.keysunset.standin.policy.PolicyLibrary;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a call is allowed, as IAM does: no policy denies it; the resource's own policy, a grant or the caller's
 * identity-based policy allows it, between accounts both sides; and what else the caller is bound by does not leave it
 * out. IAM User Guide, "Policy evaluation logic".
 */
public final class Authorizer {
    private final DomainClock clock;
    private final Roles roles;
    private final Guardrails guardrails;
    private final PolicyLibrary library = new PolicyLibrary();
    private final ConditionKeys keys = new ConditionKeys();

    /** What one of the caller's own policies says. */
    private record Voice(Kind kind, Answer answer) {}

    /**
     * Decides by these rules from now on.
     *
     * @param aliasNames the aliases of a key, for kms:ResourceAliases
     */
    public Authorizer(
            DomainClock clock,
            TrailingDays trailingDays,
            Function<Key, List<String>> aliasNames,
            Roles roles,
            Guardrails guardrails) {
        this.clock = clock;
        this.roles = roles;
        this.guardrails = guardrails;
        GlobalKeys.addTo(keys);
        KmsKeys.addTo(keys, trailingDays, aliasNames);
    }

    /**
     * Admits a call on something without a policy of its own, or refuses it in the words of AWS.
     *
     * @throws AwsError an AccessDeniedException in AWS's words
     */
    public void admit(Call call) {
        decide(new Question(call, action(call), Target.of(Resources.of(call)), clock.now()));
    }

    /**
     * Admits a call on something with a policy of its own: callers of its owner's account unless that policy denies,
     * all others only if it allows.
     *
     * @throws AwsError an AccessDeniedException in AWS's words
     */
    public void admit(Call call, Guarded resource) {
        var policy = resource.policy().map(library::of);
        var target = new Target(resource.arn(), Optional.of(resource.account()), policy, false, Optional.empty());
        decide(new Question(call, action(call), target, clock.now()));
    }

    /**
     * Admits a call on a key, or refuses it in the words of AWS.
     *
     * @throws AwsError an AccessDeniedException in AWS's words
     */
    public void admit(Call call, Key key) {
        decide(new Question(call, action(call), Target.of(key, library.of(key.policy())), clock.now()));
    }

    /**
     * Admits a call that assumes a role; its trust policy has the word.
     *
     * @throws AwsError an AccessDenied that gives no reason
     */
    public void admit(Call call, String action, Role role) {
        var target = Target.ofRole(role.name().arn(), role.name().account(), role.trust());
        decide(new Question(call, action, target, clock.now()));
    }

    /**
     * What a role's own policies, its boundary and its organization say of an action; policies of resources are left out. IAM
     * API Reference, "SimulatePrincipalPolicy".
     */
    public Answer simulated(Call call, Role role, String action, String resource) {
        var now = clock.now();
        var terms = new SessionTerms("", now, now, Optional.empty(), Optional.empty());
        var session =
                new Principal.RoleSession(role.name().account(), role.name().name(), "simulation", terms);
        var made = new Call(call.service(), action, call.region(), session, Json.object(), call.provenance());
        var asked = new Question(made, action, Target.of(resource), now);
        var context = asked.context(keys.of(asked));
        var denied = guardrails.over(role.name().account()).stream()
                .anyMatch(guardrail -> guardrail.policy().decide(context) == Answer.DENIED);
        var voices = voices(session, context);
        if (denied || voices.stream().anyMatch(voice -> voice.answer() == Answer.DENIED)) {
            return Answer.DENIED;
        }
        return voices.stream().anyMatch(voice -> voice.answer() == Answer.SILENT) ? Answer.SILENT : Answer.ALLOWED;
    }

    /** Whether a key policy would let the caller change it again. AWS KMS API Reference, "PutKeyPolicy". */
    public boolean couldChange(Policy policy, Call call, String resource) {
        var target = new Target(resource, call.caller().account(), Optional.of(policy), true, Optional.empty());
        var asked = new Question(call, "kms:PutKeyPolicy", target, clock.now());
        var answer = policy.decide(asked.context(keys.of(asked)));
        return answer != Answer.SILENT && answer != Answer.DENIED;
    }

    /** Refuses a call that AWS allows only inside the account that owns the key. */
    public AwsError foreignAccount(Call call, Key key) {
        return Denial.silent(
                new Question(call, action(call), Target.of(key, library.of(key.policy())), clock.now()), Kind.RESOURCE);
    }

    /** Refuses to tell a caller whether a key of another account, or the key of a ciphertext, is there. */
    public static AwsError unknownKey(Call call) {
        return Denial.unknown(call);
    }

    /** Refuses what no role there is could allow. */
    public AwsError unknownRole(Call call, String action, String arn) {
        return Denial.silent(new Question(call, action, Target.of(arn), clock.now()), Kind.RESOURCE);
    }

    private static String action(Call call) {
        return call.service().permission(call.action());
    }

    private void decide(Question asked) {
        var context = asked.context(keys.of(asked));
        var said = resourceSays(asked, context);
        var voices = voices(asked.call().caller(), context);
        refuseWhatIsDenied(asked, context, said, voices);
        var given = said.or(
                Retirement.isAsked(asked)
                        ? Retirement.answer(asked, context.names())
                        : GrantedAuthority.answer(asked, context.names()));
        requirePermission(asked, given, voices.getFirst().answer());
        if (given == Answer.ALLOWED_SESSION && !asked.isForeign()) {
            return;
        }
        voices.stream()
                .filter(voice -> voice.kind() != Kind.IDENTITY && voice.answer() == Answer.SILENT)
                .findFirst()
                .ifPresent(voice -> {
                    throw Denial.silent(asked, voice.kind());
                });
    }

    private static Answer resourceSays(Question asked, Context context) {
        return asked.target()
                .policy()
                .filter(_ -> !Retirement.isAsked(asked))
                .map(policy -> policy.decide(context))
                .orElse(Answer.SILENT);
    }

    private void refuseWhatIsDenied(Question asked, Context context, Answer said, List<Voice> voices) {
        asked.call().caller().account().stream()
                .flatMap(account -> guardrails.over(account).stream())
                .filter(guardrail -> guardrail.policy().decide(context) == Answer.DENIED)
                .findFirst()
                .ifPresent(guardrail -> {
                    throw Denial.explicit(asked, "a service control policy: " + guardrail.arn());
                });
        if (said == Answer.DENIED) {
            throw Denial.explicit(asked, Kind.RESOURCE.in());
        }
        voices.stream()
                .filter(voice -> voice.answer() == Answer.DENIED)
                .findFirst()
                .ifPresent(voice -> {
                    throw Denial.explicit(asked, voice.kind().in());
                });
    }

    /** Somebody must say yes: the resource's policy or a grant, or the caller's own policy where that has a say. */
    private static void requirePermission(Question asked, Answer given, Answer identity) {
        var ofService = asked.call().caller() instanceof Principal.Service;
        var needed = asked.target().ruled() || asked.isForeign() || ofService;
        if (needed && given == Answer.SILENT) {
            throw Denial.silent(asked, Kind.RESOURCE);
        }
        var oneSided = !asked.isForeign() || ofService || Retirement.isAsked(asked);
        var direct = given.compareTo(Answer.ALLOWED) >= 0 && oneSided;
        if (!direct && identity != Answer.ALLOWED) {
            throw Denial.silent(asked, Kind.IDENTITY);
        }
    }

    /** What binds the caller, its identity-based policy first. Users may do everything; a role that is gone nothing. */
    private List<Voice> voices(Principal caller, Context context) {
        var voices = new ArrayList<Voice>();
        switch (caller) {
            case Principal.User _ -> voices.add(new Voice(Kind.IDENTITY, Policies.EVERYTHING.decide(context)));
            case Principal.Service _ -> voices.add(new Voice(Kind.IDENTITY, Answer.SILENT));
            case Principal.RoleSession session -> {
                var role = roles.find(session.roleName());
                voices.add(voice(Kind.IDENTITY, role.map(Role::permissions), context));
                role.flatMap(Role::boundary)
                        .ifPresent(policy -> voices.add(voice(Kind.BOUNDARY, Optional.of(policy), context)));
                session.terms()
                        .policy()
                        .ifPresent(policy -> voices.add(voice(Kind.SESSION, Optional.of(policy), context)));
            }
        }
        return voices;
    }

    private static Voice voice(Kind kind, Optional<Policy> policy, Context context) {
        return new Voice(kind, policy.map(known -> known.decide(context)).orElse(Answer.SILENT));
    }
}
