package dev.keysunset.aws.keys;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;
import dev.keysunset.engine.Rights;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;

/**
 * IAM's policy simulator on the member role itself. It takes identity policies, the boundary and service control policies into
 * account; for a role it takes no key policy, which is read beside it (IAM API, SimulatePrincipalPolicy: CallerArn must be a user's).
 */
@ApplicationScoped
public class SimulatedRights implements Rights {
    static final List<String> WAY_BACK = List.of("kms:EnableKey", "kms:CancelKeyDeletion");

    private final ConfiguredAccounts accounts;
    private final Reads reads;
    private final Clients clients;

    public SimulatedRights(ConfiguredAccounts accounts, Reads reads, Clients clients) {
        this.accounts = accounts;
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Reading<RoleStanding> toBringBack(KeyArn keyArn) {
        var place = keyArn.place();
        return reads.read(place, Api.SIMULATE_PRINCIPAL_POLICY, () -> {
            var role = accounts.memberRoleArn(place.accountId())
                    .orElseThrow(() -> CallFailed.malformed(
                            Api.SIMULATE_PRINCIPAL_POLICY.action(), "NotConfigured", "no role in " + place));
            var results = client(keyArn)
                    .simulatePrincipalPolicy(request ->
                            request.policySourceArn(role).actionNames(WAY_BACK).resourceArns(keyArn.toString()))
                    .evaluationResults();
            return RoleStanding.worst(WAY_BACK.stream()
                    .map(action -> standing(action, results.stream()))
                    .toList());
        });
    }

    private static RoleStanding standing(String action, Stream<EvaluationResult> results) {
        return results.filter(result -> action.equalsIgnoreCase(result.evalActionName()))
                .map(SimulatedRights::standing)
                .findFirst()
                .orElse(RoleStanding.DEPENDS);
    }

    private static RoleStanding standing(EvaluationResult result) {
        if (!result.missingContextValues().isEmpty()) {
            return RoleStanding.DEPENDS;
        }
        return switch (result.evalDecision()) {
            case ALLOWED -> RoleStanding.ALLOWED;
            case EXPLICIT_DENY -> RoleStanding.DENIED;
            case IMPLICIT_DENY -> RoleStanding.SILENT;
            case UNKNOWN_TO_SDK_VERSION -> RoleStanding.DEPENDS;
        };
    }

    /** IAM is one for all Regions of a partition, under a name that no configuration has. */
    private IamClient client(KeyArn keyArn) {
        return clients.of(
                new Place(keyArn.accountId(), keyArn.partition() + "-global"), IamClient.class, IamClient::builder);
    }
}
