package dev.keysunset.standin.sts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.identity.Principal.RoleSession;
import dev.keysunset.standin.identity.SessionTerms;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Ids;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The operations of AWS STS. Answers are trees here; the HTTP room writes them as XML. */
public final class StsOperations {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/([\\w+=,.@/-]+)");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int LONGEST_POLICY = 2048;
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);
    /** A role that assumes a role gets an hour at most (STS API Reference, AssumeRole). */
    private static final Duration LONGEST_CHAINED = Duration.ofHours(1);

    private final DomainClock clock;
    private final InstantSource real;
    private final Credentials credentials;
    private final TrustedRole trustedRole;
    private final Ids ids;

    public StsOperations(
            DomainClock clock, InstantSource real, Credentials credentials, TrustedRole trustedRole, Ids ids) {
        this.clock = clock;
        this.real = real;
        this.credentials = credentials;
        this.trustedRole = trustedRole;
        this.ids = ids;
    }

    public Map<String, Function<Call, JsonNode>> table() {
        return Map.of("AssumeRole", this::assumeRole, "GetCallerIdentity", StsOperations::getCallerIdentity);
    }

    private JsonNode assumeRole(Call call) {
        var arn = ROLE_ARN.matcher(call.requiredText("RoleArn"));
        if (!arn.matches()) {
            throw new AwsError("ValidationError", call.requiredText("RoleArn") + " is invalid");
        }
        if (!trustedRole.admits(arn.group(1), arn.group(2), call)) {
            throw new AwsError(
                    "AccessDenied",
                    "User: " + call.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + arn.group(),
                    403);
        }
        var name = call.requiredText("RoleSessionName");
        if (!SESSION_NAME.matcher(name).matches()) {
            throw new AwsError(
                    "ValidationError",
                    "1 validation error detected: Value '" + name
                            + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                            + " expression pattern: [\\w+=,.@-]*");
        }
        var expires = real.instant().plus(duration(call)).truncatedTo(ChronoUnit.SECONDS);
        var terms = new SessionTerms(
                "ASIA" + ids.letters(16), clock.now(), expires, sessionPolicy(call), call.text("SourceIdentity"));
        return granted(new RoleSession(arn.group(1), arn.group(2), name, terms), expires);
    }

    private JsonNode granted(RoleSession session, Instant expires) {
        var token = "FwoGZXIvYXdzE" + ids.letters(64);
        credentials.issue(session, token);
        var answer = Json.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.terms().accessKeyId())
                .put("SecretAccessKey", ids.letters(40))
                .put("SessionToken", token)
                .put("Expiration", expires.toString());
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROA" + ids.letters(16) + ":" + session.sessionName())
                .put("Arn", session.arn());
        session.terms().sourceIdentity().ifPresent(source -> answer.put("SourceIdentity", source));
        return answer;
    }

    private static Optional<Policy> sessionPolicy(Call call) {
        return call.text("Policy").map(document -> {
            if (document.length() > LONGEST_POLICY) {
                throw new AwsError("PackedPolicyTooLarge", "The session policy is longer than 2,048 characters");
            }
            try {
                return Policy.parse(document);
            } catch (MalformedPolicyException e) {
                throw new AwsError("MalformedPolicyDocument", String.valueOf(e.getMessage()));
            }
        });
    }

    private static Duration duration(Call call) {
        var duration = Duration.ofSeconds(
                call.text("DurationSeconds").map(Long::valueOf).orElse(3600L));
        var longest = call.caller() instanceof RoleSession ? LONGEST_CHAINED : LONGEST;
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(longest) > 0) {
            throw new AwsError(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }

    private static JsonNode getCallerIdentity(Call call) {
        var userId = call.caller() instanceof Principal.User user
                ? user.accessKeyId()
                : call.caller().arn();
        return Json.object()
                .put("UserId", userId)
                .put("Account", call.requiredPlace().account())
                .put("Arn", call.caller().arn());
    }
}
