package dev.keysunset.standin.sts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.identity.PrincipalId;
import dev.keysunset.standin.identity.Roles;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Trace;
import dev.keysunset.standin.wire.Trace.Recording;
import java.time.InstantSource;
import java.util.List;

/** The operations of AWS STS. Answers are trees here; the HTTP room writes them as XML. */
public final class StsOperations {
    private final Settings settings;
    private final Credentials credentials;
    private final Authorizer authorizer;
    private final RoleAssumption assumption;

    public StsOperations(
            Ground ground, InstantSource real, Credentials credentials, Roles roles, Authorizer authorizer) {
        this.settings = ground.settings();
        this.credentials = credentials;
        this.authorizer = authorizer;
        this.assumption = new RoleAssumption(ground, real, credentials, roles, authorizer);
    }

    public List<Operation> all() {
        return List.of(
                new Operation("AssumeRole", StsOperations::role, assumption::assume),
                Operation.reading("GetCallerIdentity", StsOperations::getCallerIdentity),
                Operation.reading("GetAccessKeyInfo", this::getAccessKeyInfo));
    }

    /**
     * Lets a call through. Everybody may ask who they are, even where a policy denies it (AWS STS API Reference,
     * "GetCallerIdentity").
     *
     * @throws AwsError in AWS's words
     */
    public void admit(Call call) {
        requireActivated(call);
        switch (call.action()) {
            case "AssumeRole" -> assumption.admit(call);
            case "GetCallerIdentity" -> {}
            default -> authorizer.admit(call);
        }
    }

    private void requireActivated(Call call) {
        if (settings.get(StsBehaviour.DISABLED_REGIONS).contains(call.region())) {
            throw new AwsError(
                    "RegionDisabledException",
                    "STS is not activated in this region for account:"
                            + call.requiredPlace().account()
                            + ". Your account administrator can activate STS in this region using the IAM Console.",
                    403);
        }
    }

    /** The owner of the role learns of the call, too. */
    private static Trace role(Call call) {
        return new Trace(
                Recording.READ,
                RoleAssumption.role(call)
                        .map(role -> new Resource("AWS::IAM::Role", role.arn(), role.account()))
                        .map(List::of)
                        .orElse(List.of()));
    }

    private static JsonNode getCallerIdentity(Call call) {
        return Json.object()
                .put("UserId", PrincipalId.of(call.caller()))
                .put("Account", call.requiredPlace().account())
                .put("Arn", call.caller().arn());
    }

    private JsonNode getAccessKeyInfo(Call call) {
        new Complaints(call).required("AccessKeyId", 16, 128, "[\\w]*").end();
        var accessKey = call.requiredText("AccessKeyId");
        return Json.object()
                .put(
                        "Account",
                        credentials
                                .account(accessKey)
                                .orElseThrow(() -> new AwsError("ValidationError", accessKey + " is invalid")));
    }
}
