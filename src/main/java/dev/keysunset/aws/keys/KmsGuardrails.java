package dev.keysunset.aws.keys;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Fence;
import dev.keysunset.aws.FencedCalls;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.KeyGuardrails;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Key policies in AWS KMS, as far as guardrails are put into them. A policy is only ever replaced as a whole (KMS API, PutKeyPolicy). */
@ApplicationScoped
public class KmsGuardrails implements KeyGuardrails {
    private final Reads reads;
    private final Clients clients;
    private final FencedCalls fenced;

    public KmsGuardrails(Reads reads, Clients clients, FencedCalls fenced) {
        this.reads = reads;
        this.clients = clients;
        this.fenced = fenced;
    }

    @Override
    public Reading<PolicyText> policy(KeyArn keyArn) {
        try {
            return Reading.read(reads.answer(keyArn.place(), Api.GET_KEY_POLICY, () -> {
                var text = Objects.requireNonNullElse(
                        clients.kms(keyArn.place())
                                .getKeyPolicy(request ->
                                        request.keyId(keyArn.toString()).policyName(KeySurroundings.POLICY_NAME))
                                .policy(),
                        "");
                return new PolicyText(text, KeyPolicies.hash(text));
            }));
        } catch (CallFailed failed) {
            return failed.notFound() ? new Reading.Absent<>() : failed.reading();
        }
    }

    @Override
    public Draft draft(String policy, int days) {
        return GuardrailStatement.addedTo(policy, days);
    }

    @Override
    public Outcome put(UUID proposalId, KeyArn keyArn, String policy, Instant until) {
        return fenced.perform(new FencedCalls.Order(
                Api.PUT_KEY_POLICY,
                keyArn,
                Fence.aroundGuardrail(proposalId, keyArn, until),
                Optional.empty(),
                (kms, override) -> kms.putKeyPolicy(request -> request.keyId(keyArn.toString())
                        .policyName(KeySurroundings.POLICY_NAME)
                        .policy(policy)
                        // AWS then refuses what would lock the role out.
                        .bypassPolicyLockoutSafetyCheck(false)
                        .overrideConfiguration(override))));
    }
}
