package dev.keysunset.standin.sts;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.Principal.RoleSession;
import dev.keysunset.standin.identity.PrincipalId;
import dev.keysunset.standin.identity.Role;
import dev.keysunset.standin.identity.RoleName;
import dev.keysunset.standin.identity.Roles;
import dev.keysunset.standin.identity.SessionTags;
import dev.keysunset.standin.identity.SessionTerms;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** AssumeRole. AWS STS API Reference, "AssumeRole". */
final class RoleAssumption {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/([\\w+=,.@/-]+)");
    private static final String ASSUME = "sts:AssumeRole";
    private static final String ANY_NAME = "[\\w+=,.@-]*";
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    private static final Duration STANDARD = Duration.ofHours(1);
    /** For a role that assumes a role, whatever that role's own limit. */
    private static final Duration LONGEST_CHAINED = Duration.ofHours(1);

    private final Ground ground;
    private final InstantSource real;
    private final Credentials credentials;
    private final Roles roles;
    private final Authorizer authorizer;

    RoleAssumption(Ground ground, InstantSource real, Credentials credentials, Roles roles, Authorizer authorizer) {
        this.ground = ground;
        this.real = real;
        this.credentials = credentials;
        this.roles = roles;
        this.authorizer = authorizer;
    }

    /** The role a request names; empty if that is no role's ARN. */
    static Optional<RoleName> role(Call call) {
        var arn = ROLE_ARN.matcher(call.text("RoleArn").orElse(""));
        return arn.matches() ? Optional.of(new RoleName(arn.group(1), arn.group(2))) : Optional.empty();
    }

    /**
     * Lets a call through whose request is in order and whose caller the role trusts.
     *
     * @throws AwsError a ValidationError, or an AccessDenied that gives no reason
     */
    void admit(Call call) {
        requireOrder(call);
        var name = role(call)
                .orElseThrow(() -> new AwsError("ValidationError", call.requiredText("RoleArn") + " is invalid"));
        var role = roles.find(name).orElseThrow(() -> authorizer.unknownRole(call, ASSUME, name.arn()));
        authorizer.admit(call, ASSUME, role);
        admitSourceIdentity(call, role);
        if (!tags(call).values().isEmpty()) {
            authorizer.admit(call, "sts:TagSession", role);
        }
    }

    /** Carries out a call that was let through. */
    Answer assume(Call call) {
        var role = role(call).flatMap(roles::find).orElseThrow();
        var expires = real.instant().plus(duration(call, role)).truncatedTo(ChronoUnit.SECONDS);
        var tags =
                earlier(call).map(SessionTerms::tags).orElse(SessionTags.NONE).handedOn(tags(call));
        var policy = SessionPolicy.of(call, tags);
        var terms = new SessionTerms(
                "ASIA" + ground.ids().letters(16),
                ground.clock().now(),
                expires,
                policy.policy(),
                earlier(call).flatMap(SessionTerms::sourceIdentity).or(() -> call.text("SourceIdentity")),
                tags);
        var session =
                new RoleSession(role.name().account(), role.name().name(), call.requiredText("RoleSessionName"), terms);
        return granted(session, expires, policy);
    }

    private Answer granted(RoleSession session, Instant expires, SessionPolicy policy) {
        var secret = Secrets.accessKey();
        var token = Secrets.token();
        credentials.issue(session, secret, token);
        var answer = Json.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.terms().accessKeyId())
                .put("SecretAccessKey", secret)
                .put("SessionToken", token)
                .put("Expiration", expires.toString());
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", PrincipalId.of(session))
                .put("Arn", session.arn());
        policy.packedSize().ifPresent(size -> answer.put("PackedPolicySize", size));
        session.terms().sourceIdentity().ifPresent(source -> answer.put("SourceIdentity", source));
        var recorded = answer.deepCopy();
        // The secret itself is in no record.
        recorded.withObject("/Credentials").remove("SecretAccessKey");
        return new Answer(answer, Optional.of(recorded));
    }

    private static void requireOrder(Call call) {
        new Complaints(call)
                .required("RoleArn", 20, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF]+")
                .required("RoleSessionName", 2, 64, ANY_NAME)
                .optional("ExternalId", 2, 1224, "[\\w+=,.@:\\/-]*")
                .optional("SourceIdentity", 2, 64, ANY_NAME)
                .number("DurationSeconds", SHORTEST, LONGEST)
                .end();
    }

    /** Once a session has a source identity, the sessions begun from it keep it. */
    private void admitSourceIdentity(Call call, Role role) {
        var wanted = call.text("SourceIdentity");
        var kept = earlier(call).flatMap(SessionTerms::sourceIdentity);
        if (wanted.isPresent() && kept.isPresent() && !wanted.equals(kept)) {
            throw authorizer.unknownRole(
                    call, "sts:SetSourceIdentity", role.name().arn());
        }
        if (wanted.isPresent() || kept.isPresent()) {
            authorizer.admit(call, "sts:SetSourceIdentity", role);
        }
    }

    private static Duration duration(Call call, Role role) {
        var duration = call.text("DurationSeconds")
                .map(Long::valueOf)
                .map(Duration::ofSeconds)
                .orElse(STANDARD);
        if (earlier(call).isPresent() && duration.compareTo(LONGEST_CHAINED) > 0) {
            throw new AwsError(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining.");
        }
        if (duration.compareTo(role.longest()) > 0) {
            throw new AwsError(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }

    private static SessionTags tags(Call call) {
        var values = new LinkedHashMap<String, String>();
        call.parameters()
                .path("Tags")
                .forEach(tag ->
                        values.put(tag.path("Key").asText(), tag.path("Value").asText()));
        var transitive = StreamSupport.stream(
                        call.parameters().path("TransitiveTagKeys").spliterator(), false)
                .map(name -> name.asText())
                .collect(Collectors.toSet());
        return new SessionTags(values, transitive);
    }

    /** The session that the call was made in, if it was. */
    private static Optional<SessionTerms> earlier(Call call) {
        return call.caller() instanceof Principal.RoleSession session ? Optional.of(session.terms()) : Optional.empty();
    }
}
